/** What stands before a status, so that it is not told by colour alone. */
export const SHAPES = { danger: '▲', unknown: '●', normal: '■' } as const
