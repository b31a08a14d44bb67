// Read an export by others' libraries and print, as JSON, what each of them makes of it.
// node read.mjs FOLDER ONTOLOGY: FOLDER holds graph.ttl, graph.trig, graph.nq, graph.jsonld and broken.ttl.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { QueryEngine } from '@comunica/query-sparql-rdfjs-lite'
import jsonld from 'jsonld'
import { DataFactory, Parser, Store } from 'n3'
import { canonize } from 'rdf-canonize'
import SHACLValidator from 'rdf-validate-shacl'
import { Validator } from 'shacl-engine'

const [folder, ontology] = process.argv.slice(2)
const text = (name) => readFileSync(join(folder, name), 'utf8')
const quadsOf = (content, format) => new Parser({ format }).parse(content)

/** The RDFC-1.0 hash of quads. */
async function hash (quads) {
  const lines = await canonize(quads, { algorithm: 'RDFC-1.0', format: 'application/n-quads' })
  return createHash('sha256').update(lines).digest('hex')
}

const n3 = {}
for (const [name, format] of [['graph.ttl', 'text/turtle'], ['graph.trig', 'application/trig'], ['graph.nq', 'N-Quads']]) {
  n3[name] = await hash(quadsOf(text(name), format))
}
const offline = { documentLoader: (url) => { throw new Error(`reaches out to ${url}`) } }
const fromJson = await jsonld.toRDF(JSON.parse(text('graph.jsonld')), { format: 'application/n-quads', ...offline })

const own = (name) => quadsOf(readFileSync(join(ontology, name), 'utf8'), 'text/turtle')
const shapes = new Store(own('shapes.ttl'))
// Shapes ask for classes, of which the ontology says which is a sub-class of which. shacl-engine 1.1 looks for that among
// the shapes, where SHACL has it look in the data; and it reads no inverse path within an alternative, so it goes without
// the one shape that has such a path.
const terms = ['migrationkg.ttl', 'event-types.ttl', 'themes.ttl'].flatMap(own)
const unread = 'https://w3id.org/migrationkg/shape/AmountOf'
const shapesAndTerms = new Store([...own('shapes.ttl').filter(({ object }) => object.value !== unread), ...terms])
const whole = new Store([...terms, ...quadsOf(text('graph.ttl'), 'text/turtle')])
const broken = new Store([...terms, ...quadsOf(text('broken.ttl'), 'text/turtle')])
const conforms = async (data) => ({
  'rdf-validate-shacl': (await new SHACLValidator(shapes).validate(data)).conforms,
  'shacl-engine': (await new Validator(shapesAndTerms, { factory: DataFactory }).validate({ dataset: data })).conforms
})

const query = `PREFIX mkg: <https://w3id.org/migrationkg/ontology#>
  PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
  SELECT ?project ?funder { ?p mkg:fundedBy ?f ; skos:prefLabel ?project . ?f skos:prefLabel ?funder } ORDER BY ?project`
const rows = await (await new QueryEngine().queryBindings(query, { sources: [whole] })).toArray()

console.log(JSON.stringify({
  n3,
  'jsonld.js': await hash(quadsOf(fromJson, 'N-Quads')),
  whole: await conforms(whole),
  broken: await conforms(broken),
  comunica: rows.map((row) => [row.get('project').value, row.get('funder').value])
}))
