// Run a Python program in the Pyodide of a site, in Node: node run.mjs FOLDER PROGRAM INPUT OUTPUT
// The program finds INPUT as given.json; what its last line gives is written to OUTPUT.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, program, input, output] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${folder}/pyodide.mjs`));
const lock = `${folder}/pyodide-lock.json`;
const python = await loadPyodide({
  indexURL: `${folder}/`,
  lockFileURL: lock,
  env: { HOME: "/home/pyodide", RELULAB_PROGRESS: "0", RELULAB_RECORDS: "0" },
});
const packages = Object.keys(JSON.parse(readFileSync(lock, "utf-8")).packages);
await python.loadPackage(packages, { messageCallback: () => {} });
python.FS.writeFile("given.json", readFileSync(input));
try {
  writeFileSync(output, await python.runPythonAsync(readFileSync(program, "utf-8")));
} catch (error) {
  console.error(error.message); // the traceback; thrown on, Node would show all of Pyodide before it
  process.exit(1);
}
