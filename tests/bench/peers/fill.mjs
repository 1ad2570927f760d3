// Fills one template for many records: node fill.mjs PEER TEMPLATE RECORDS FOLDER MODULES
// and prints the seconds it took, loading the peer not counted.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const [peer, template, records, folder, modules] = process.argv.slice(2);
const load = createRequire(`${modules}/`);
const content = readFileSync(template);
const filled = {
  docxtemplater() {
    const PizZip = load("pizzip");
    const Docxtemplater = load("docxtemplater");
    return (record) => {
      const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true });
      document.render(record);
      return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
    };
  },
  "easy-template-x"() {
    const { TemplateHandler } = load("easy-template-x");
    const handler = new TemplateHandler();
    return (record) => handler.process(content, record);
  },
  "docx-templates"() {
    const { createReport } = load("docx-templates");
    // Without its sandbox, which makes it three times as slow.
    const options = { template: content, cmdDelimiter: "+++", noSandbox: true };
    return (record) => createReport({ ...options, data: record });
  },
}[peer]();

const all = JSON.parse(readFileSync(records));
const started = performance.now();
for (const [number, record] of all.entries()) {
  writeFileSync(`${folder}/${number}.docx`, await filled(record));
}
console.log((performance.now() - started) / 1000);
