// What the summary gets as soon as the browser has nothing else to do, in a file of the build: see Summary.tsx.
export { ChangesFigure } from './features/changes/ChangesFigure.tsx'
export { FigureDifference } from './features/changes/FigureDifference.tsx'
export { BeyondLoopback } from './features/servers/BeyondLoopback.tsx'
export { FigureCourse } from './features/course/FigureCourse.tsx'
