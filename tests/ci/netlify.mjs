// Runs the build plugin of the Netlify recipe as Netlify would, with a cache that is a list: node netlify.mjs PLUGIN
import assert from "node:assert/strict";

const plugin = await import(process.argv[2]);
assert.deepEqual(Object.keys(plugin).sort(), ["onEnd", "onPreBuild"]);
const calls = [];
const note = (what) => async (paths) => calls.push([what, paths]);
const utils = { cache: { restore: note("restore"), save: note("save") } };
await plugin.onPreBuild({ utils });
await plugin.onEnd({ utils });
const kept = [".netlify/promulgate"];
assert.deepEqual(calls, [["restore", kept], ["save", kept]]);
