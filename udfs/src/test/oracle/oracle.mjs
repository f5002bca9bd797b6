// Reads one JSON array of statements per line and answers with one JSON array per line, of the same
// length: for each statement [start, end, type, start, end, type, ...] as PostgreSQL's scanner sees
// it, in bytes of UTF-8, or null when the scanner refuses the statement.
// Argument: the major release, 17 or 18.
import { createInterface } from 'node:readline';

const packages = { 17: '@libpg-query/parser', 18: 'libpg-query' };
const { loadModule, scanSync } = await import(packages[process.argv[2]]);
await loadModule();

// The packages write the texts of tokens into JSON without escaping control characters, and then fail
// to read it. Only positions matter here.
const parse = JSON.parse;
JSON.parse = (text) => parse(text.replace(/[\u0000-\u001f]/g, ' '));

function scan(statement) {
  let scanned;
  try {
    scanned = scanSync(statement);
  } catch {
    return null;
  }
  return scanned.tokens.flatMap(({ start, end, tokenType }) => [start, end, tokenType]);
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(parse(line).map(scan)) + '\n');
}
