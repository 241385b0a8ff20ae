// Replicate documents from one PouchDB to another, both on this disk; print the seconds it takes.
// `node replicate.js DOCUMENTS.json FOLDER`

const fs = require("fs");
const path = require("path");
const PouchDB = require("pouchdb");

const AT_ONCE = 1000;

(async () => {
  const [documents, folder] = process.argv.slice(2);
  const docs = JSON.parse(fs.readFileSync(documents));
  const source = new PouchDB(path.join(folder, "source"));
  const target = new PouchDB(path.join(folder, "target"));
  for (let first = 0; first < docs.length; first += AT_ONCE) {
    await source.bulkDocs(docs.slice(first, first + AT_ONCE));
  }
  const start = process.hrtime.bigint();
  const done = await source.replicate.to(target, { batch_size: AT_ONCE });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (done.docs_written !== docs.length) throw new Error(`only ${done.docs_written} written`);
  console.log(seconds);
})();
