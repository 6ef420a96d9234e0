// Rewrites YAML files in place, as one of these programs writes them: node rewrite.mjs WRITER FILE...
import { readFileSync, writeFileSync } from "node:fs";
import * as jsYaml from "js-yaml";
import * as prettier from "prettier";

const format = (options) => (text) => prettier.format(text, { parser: "yaml", ...options });

const writers = {
  "prettier": format({}),
  "prettier --prose-wrap always": format({ proseWrap: "always" }),
  "js-yaml": (text) => jsYaml.dump(jsYaml.load(text)),
};

const [writer, ...files] = process.argv.slice(2);
for (const file of files) {
  writeFileSync(file, await writers[writer](readFileSync(file, "utf8")));
}
