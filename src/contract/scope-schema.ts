import { CATEGORIES } from './scope.ts'
import { z } from './zod.ts'

export const Category = z.enum(CATEGORIES)

/** 1–256 characters by the reference, which port-statistics.ts names; its older editions allow 0–128. */
export const EnterpriseProjectId = z.string().check(z.minLength(1), z.maxLength(256))
