// The file of the build that SecondaryPanels.tsx speaks of.
export { ChangesCard } from './features/changes/ChangesCard.tsx'
export { CourseCard } from './features/course/CourseCard.tsx'
export { Numbers } from './features/charts/Numbers.tsx'
export { Risk } from './features/charts/Risk.tsx'
export { TopPorts } from './features/charts/TopPorts.tsx'
