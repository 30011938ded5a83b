// js-yaml and ajv, as a script for Node would join them: node ajv.cjs WORKSPACE SCHEMAS

const fs = require("node:fs");
const path = require("node:path");
const Ajv = require("ajv/dist/2020").default;
const yaml = require("js-yaml");

const [root, schemas] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true, strict: false });
const checks = Object.fromEntries(
  fs.readdirSync(schemas).map((name) => [
    path.basename(name, ".json"),
    ajv.compile(JSON.parse(fs.readFileSync(path.join(schemas, name), "utf8"))),
  ]),
);
const folders = { skills: "skill", reviews: "reviews", certificates: "certificate", questions: "" };
const files = [["hpccert.yaml", "workspace"], ["people.yaml", "people"]];
for (const [folder, schema] of Object.entries(folders)) {
  for (const each of fs.readdirSync(path.join(root, folder), { recursive: true })) {
    if (each.endsWith(".yaml")) files.push([path.join(folder, each), schema]);
  }
}
const refused = files.filter(([file, schema]) => {
  const value = yaml.load(fs.readFileSync(path.join(root, file), "utf8"), { schema: yaml.CORE_SCHEMA });
  return !checks[schema || `question-${value.type}`](value);
});
for (const [file] of refused) console.error(file);
console.log(files.length);
process.exit(refused.length ? 1 : 0);
