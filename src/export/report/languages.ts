/** The languages that a report can be written in, as BCP 47 tags. */
export const REPORT_LANGUAGES = ['en', 'zh-CN'] as const
export type ReportLanguage = (typeof REPORT_LANGUAGES)[number]
