// MDN's HTTP Observatory asks an address, as its own scanner does, and prints what it finds as JSON.
// node score.mjs HOST:PORT PATH [HEADER…]
import { registerHooks } from 'node:module'

// It downloads the list of preloaded hosts when it is installed, which no package may do here; ours is on none.
registerHooks({
  load: (url, context, next) =>
    url.endsWith('/mdn-http-observatory/src/analyzer/hsts.js')
      ? { format: 'module', source: 'export const isHstsPreloaded = () => null', shortCircuit: true }
      : next(url, context),
})
const of = (file) => import(`@mdn/mdn-http-observatory/src/${file}.js`)
const [{ retrieve }, { ALL_TESTS }, { getScoreModifier }] = await Promise.all(
  ['retriever/retriever', 'constants', 'grader/grader'].map(of),
)

const [host, path, ...headers] = process.argv.slice(2)
const answers = await retrieve(host, { path, ...(headers.length > 0 && { headers }) })
const findings = ALL_TESTS.map((test) => test(answers)).map(({ constructor, result, pass }) => ({
  test: constructor.name,
  result,
  pass,
  points: getScoreModifier(result),
  best: Math.max(...constructor.possibleResults.map(getScoreModifier)),
}))
process.stdout.write(JSON.stringify(findings))
