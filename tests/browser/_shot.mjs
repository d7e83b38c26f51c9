import { launch } from "/work/main/tests/browser/browser.mjs";
import { serve } from "/work/main/tests/browser/server.mjs";
const server = await serve(process.argv[2]);
const browser = await launch();
for (const [name, address, viewport, scheme] of JSON.parse(process.argv[3])) {
  const context = await browser.newContext({ viewport, colorScheme: scheme });
  const page = await context.newPage();
  await page.goto(server.origin + address, { waitUntil: "load" });
  await page.screenshot({ path: `/tmp/shots/${name}.png` });
  await context.close();
}
await browser.close(); await server.close();
