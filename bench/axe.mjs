// Holds web pages against axe-core's rules (WCAG 2.2 A and AA, best practice), on a phone and wide, light and dark.
//
//   npm install --prefix /tmp/axe axe-core puppeteer-core
//   NODE_PATH=/tmp/axe/node_modules node bench/axe.mjs out/*/briefing.html
//
// It needs Chromium (CHROMIUM names it, /usr/bin/chromium otherwise). Neither package is a dependency of briefkit.
// It ends with 1 where a rule is broken, or where a page is wider than a narrow screen.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const load = createRequire(resolve(process.env.NODE_PATH ?? "node_modules", "none.js"));
const puppeteer = load("puppeteer-core");
const axe = load.resolve("axe-core/axe.min.js");

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
let broken = 0;
for (const file of process.argv.slice(2)) {
  for (const scheme of ["light", "dark"]) {
    for (const width of [320, 1200]) {
      const page = await browser.newPage();
      await page.setBypassCSP(true);
      await page.setViewport({ width, height: 800 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.goto(pathToFileURL(resolve(file)).href);
      await page.evaluate(() => document.querySelectorAll("details").forEach((each) => (each.open = true)));
      await page.addScriptTag({ path: axe });
      const found = await page.evaluate(() => axe.run());
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      for (const each of found.violations) {
        broken += 1;
        console.log(`${file} ${scheme} ${width}: ${each.id} (${each.impact}): ${each.help}`);
        for (const node of each.nodes.slice(0, 3)) console.log(`    ${node.html.slice(0, 160)}`);
      }
      if (wide > width) {
        broken += 1;
        console.log(`${file} ${scheme} ${width}: the page is ${wide} pixels wide`);
      }
      await page.close();
    }
  }
}
await browser.close();
console.log(`axe: ${broken} violations in ${process.argv.length - 2} pages`);
process.exit(broken ? 1 : 0);
