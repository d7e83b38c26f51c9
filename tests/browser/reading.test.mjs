// What a reader does and sees on single pages.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";

import { NARROW, WIDE } from "./browser.mjs";
import { withSites } from "./opened.mjs";
import { CONTROLLING, LANGUAGES, sites, sourceFolder } from "./sites.mjs";

const folders = sites();
let origins;
let open;
withSites(folders, (opened) => ({ origins, open } = opened));

/** The days that the head of each text gives, as `[datetime, words]`. */
function days(page) {
  return page.$$eval("article", (articles) =>
    articles.map((article) =>
      [...article.querySelectorAll("header time[datetime]")].map((time) => [time.dateTime, time.textContent]),
    ),
  );
}

function style(page, selector, property) {
  return page.$eval(selector, (element, property) => getComputedStyle(element)[property], property);
}

describe("the days of the privacy notice", () => {
  const expected = {
    en: [["2021-01-08", "January 8, 2021"], ["2021-02-09", "February 9, 2021"]],
    "zh-CN": [["2021-01-08", "2021年1月8日"], ["2021-02-09", "2021年2月9日"]],
    ms: [["2021-01-08", "8 Januari 2021"], ["2021-02-09", "9 Februari 2021"]],
  };
  for (const lang of LANGUAGES) {
    test(`are read as people read them in ${lang}`, async () => {
      await open(`/${lang}/privacy/`, async (page) => assert.deepEqual(await days(page), [expected[lang]]));
    });
  }
});

describe("a translation", () => {
  for (const lang of LANGUAGES.filter((lang) => lang !== CONTROLLING)) {
    test(`in ${lang} says which text controls, before the text, and leads there`, async () => {
      await open(`/${lang}/privacy/`, async (page) => {
        const notice = page.locator("article .notice-translation");
        assert.equal(await notice.count(), 1);
        assert.ok(await notice.isVisible());
        const [above, below] = [await notice.boundingBox(), await page.locator(".policy-text").boundingBox()];
        assert.ok(above.y + above.height <= below.y, "the notice stands above the text");
        await notice.locator("a").click();
        assert.equal(page.url(), `${origins.site}/${CONTROLLING}/privacy/`);
      });
    });

    test(`in ${lang} leads from a section to the same section of the text that controls`, async () => {
      await open(`/${lang}/privacy/`, async (page) => {
        await page.locator(`#choice-requests a[hreflang="${CONTROLLING}"]`).click();
        assert.equal(page.url(), `${origins.site}/${CONTROLLING}/privacy/#choice-requests`);
        assert.ok(await inWindow(page, "#choice-requests"));
      });
    });
  }

  test("is marked as one nowhere in the text that controls", async () => {
    await open(`/${CONTROLLING}/privacy/`, async (page) => {
      assert.equal(await page.locator(".notice-translation, .controlling").count(), 0);
    });
  });
});

describe("the choice of a language", () => {
  test("works at / without scripts", async () => {
    for (const lang of LANGUAGES) {
      await open(
        "/",
        async (page) => {
          const link = page.locator(`main a[hreflang="${lang}"]`);
          assert.equal(await link.evaluate((element) => element.closest("[lang]").lang), lang);
          await link.click();
          assert.equal(page.url(), `${origins.site}/${lang}/`);
        },
        { javaScriptEnabled: false },
      );
    }
  });

  test("stays on the same page", async () => {
    const path = (lang) => `/${lang}/privacy/v/2020-08-14/`;
    await open(path("en"), async (page) => {
      for (const lang of ["zh-CN", "ms", "en"]) {
        await page.locator(`.languages a[hreflang="${lang}"]`).click();
        assert.equal(page.url(), origins.site + path(lang));
        assert.equal(await page.locator("html").getAttribute("lang"), lang);
        assert.equal(await page.locator("article").getAttribute("data-version"), "2020-08-14");
        assert.equal(await page.locator(".languages [aria-current]").getAttribute("hreflang"), lang);
      }
    });
  });
});

test("a link in the table of contents brings its section into the window", async () => {
  await open("/en/privacy/", async (page) => {
    for (const id of ["transfers", "collection-given", "examples-access"]) {
      await page.locator(`.contents a[href="#${id}"]`).click();
      assert.equal(new URL(page.url()).hash, `#${id}`);
      assert.ok(await inWindow(page, `#${id}`), `#${id} is in the window`);
    }
  });
});

test("the history names every version, newest first, by plain links, and every text leads to it", async () => {
  const policies = {
    privacy: "content/privacy/versions",
    cookies: "content/cookies/versions",
    "privacy/in/br": "content/privacy/addenda/br/versions",
    "privacy/in/my": "content/privacy/addenda/my/versions",
  };
  for (const [policy, folder] of Object.entries(policies)) {
    const labels = sourceFolder(folder).filter((name) => /^\d/.test(name)).sort().reverse();
    await open(`/en/${policy}/`, async (page) => {
      const link = policy.includes("/in/") ? "article + article .history a" : ".about-policy .versions li:last-child a";
      await page.locator(link).click();
      assert.equal(page.url(), `${origins.site}/en/${policy}/history/`);
      const links = await page.$$eval(".release h2 a", (links) =>
        links.map((link) => ({
          href: link.getAttribute("href"),
          // What would make it more than a link.
          more: link.getAttributeNames().filter((name) => !["href", "lang", "hreflang"].includes(name)),
        })),
      );
      assert.deepEqual(links, labels.map((label) => ({ href: `/en/${policy}/v/${label}/`, more: [] })));
    });
    for (const label of labels) {
      const html = await (await fetch(`${origins.site}/en/${policy}/v/${label}/`)).text();
      assert.deepEqual([...html.matchAll(/<article[^>]* data-version="([^"]*)"/g)].map(([, version]) => version), [label]);
    }
  }
});

describe("the page for Brazil", () => {
  const expected = {
    en: [
      [["2021-01-08", "January 8, 2021"], ["2021-02-09", "February 9, 2021"]],
      [["2021-06-25", "June 25, 2021"], ["2021-08-01", "August 1, 2021"]],
    ],
    "zh-CN": [
      [["2021-01-08", "2021年1月8日"], ["2021-02-09", "2021年2月9日"]],
      [["2021-06-25", "2021年6月25日"], ["2021-08-01", "2021年8月1日"]],
    ],
    ms: [
      [["2021-01-08", "8 Januari 2021"], ["2021-02-09", "9 Februari 2021"]],
      [["2021-06-25", "25 Jun 2021"], ["2021-08-01", "1 Ogos 2021"]],
    ],
  };
  for (const lang of LANGUAGES) {
    test(`has the notice and its addendum in ${lang}, each with its own days`, async () => {
      await open(`/${lang}/privacy/in/br/`, async (page) => {
        const articles = await page.$$eval("article", (articles) =>
          articles.map(({ dataset, lang }) => [dataset.policy, dataset.version, lang]),
        );
        assert.deepEqual(articles.map(([policy]) => policy.split("/").at(-1)), ["privacy", "br"]);
        assert.deepEqual(articles.map(([, version]) => version), ["2021-02-09", "2021-08-01"]);
        assert.deepEqual(articles.map(([, , lang]) => lang), [lang, lang]);
        assert.deepEqual(await days(page), expected[lang]);
      });
    });
  }
});

test("a version that is no longer in force says so and leads to the one that is", async () => {
  await open("/en/privacy/v/2020-08-14/", async (page) => {
    const notice = page.locator(".notice-replaced");
    assert.ok(await notice.isVisible());
    assert.match(await notice.textContent(), /2021-02-09.*February 9, 2021/);
    assert.equal(await notice.locator('a[href="/en/privacy/compare/2020-08-14/"]').count(), 1);
    await notice.locator('a[href="/en/privacy/"]').click();
    assert.equal(page.url(), `${origins.site}/en/privacy/`);
    assert.equal(await page.locator(".notice-replaced").count(), 0);
  });
});

describe("the life of versions", () => {
  const life = { site: "life" };

  test("what is announced stands above what applies until then, and leads to it", async () => {
    for (const [lang, words] of [["en", /July 1, 2027/], ["zh-CN", /2027年7月1日/], ["ms", /1 Julai 2027/]]) {
      await open(`/${lang}/privacy/`, async (page) => {
        const banner = page.locator(".notice-announced");
        assert.match(await banner.textContent(), words);
        await banner.locator('a[href$="/upcoming/"]').click();
        assert.equal(page.url(), `${origins.life}/${lang}/privacy/upcoming/`);
        assert.equal(await page.locator("article").getAttribute("data-version"), "2027-07-01");
        assert.ok(await page.locator(".notice-upcoming").isVisible());
      }, life);
    }
  });

  test("a revised translation is read in its newest revision, and the first stays where it was", async () => {
    await open("/zh-CN/privacy/", async (page) => {
      assert.match(await page.locator("article").textContent(), /译者补记/);
      assert.match(await page.locator(".days").textContent(), /2026年11月24日/);
    }, life);
    await open("/zh-CN/privacy/v/2021-02-09/", async (page) => {
      assert.doesNotMatch(await page.locator("article").textContent(), /译者补记/);
      await page.locator(".notice-revised a").click();
      assert.equal(page.url(), `${origins.life}/zh-CN/privacy/v/2021-02-09/r/2/`);
      assert.match(await page.locator("article").textContent(), /译者补记/);
    }, life);
  });

  test("what was taken back keeps its address, and says why", async () => {
    await open("/en/cookies/v/2027-01-01/", async (page) => {
      assert.match(await page.locator(".notice-withdrawn").textContent(), /It was released by mistake\./);
      assert.doesNotMatch(await page.locator(".days").textContent(), /2027/);
    }, life);
    await open("/en/cookies/", async (page) => {
      assert.equal(await page.locator(".notice-announced").count(), 0);
    }, life);
    await open("/en/privacy/in/br/", async (page) => {
      assert.match(await page.locator(".notice-ended").textContent(), /since November 1, 2026.*The notice says it all\./s);
      assert.equal(await page.locator("article").count(), 1);
    }, life);
  });

  test("the hash beside a text is that of its Markdown", async () => {
    await open("/zh-CN/privacy/v/2021-02-09/r/2/", async (page) => {
      const shown = await page.locator(".sealed code").textContent();
      const markdown = await page.locator(".sealed a[type='text/markdown']").getAttribute("href");
      const response = await fetch(origins.life + markdown);
      const bytes = Buffer.from(await response.arrayBuffer());
      assert.equal(createHash("sha256").update(bytes).digest("hex"), shown);
    }, life);
  });
});

test("a preview can be told from the site at first sight", async () => {
  for (const address of ["/", "/ms/", "/zh-CN/privacy/", "/en/privacy/draft/"]) {
    for (const viewport of [WIDE, NARROW]) {
      await open(
        address,
        async (page) => {
          const banner = page.locator(".preview").first();
          assert.ok(await banner.isVisible(), `${address} is marked`);
          assert.ok(await inWindow(page, ".preview"), `the mark of ${address} is in the window`);
          assert.match(await page.locator("meta[name=robots]").getAttribute("content"), /noindex/);
        },
        { site: "drafts", viewport },
      );
    }
  }
});

test("the plain theme does not look like the default one", async () => {
  const looks = {};
  for (const site of ["site", "plain"]) {
    looks[site] = await open(
      "/en/privacy/",
      async (page) => ({
        text: await style(page, ".policy-text p", "fontFamily"),
        title: await style(page, "h1", "fontFamily"),
        picture: (await page.screenshot()).toString("base64"),
      }),
      { site },
    );
  }
  for (const what of ["text", "title", "picture"]) {
    assert.notEqual(looks.plain[what], looks.site[what], what);
  }
  assert.match(looks.plain.text, /\bserif$/);
  assert.match(looks.site.text, /\bsans-serif$/);
});

for (const site of ["site", "plain"]) {
  test(`the ${site} is light or dark as the reader's system is`, async () => {
    const brightness = (colorScheme) =>
      open(
        "/en/privacy/",
        async (page) => {
          const channels = (color) => color.match(/[\d.]+/g).slice(0, 3).map(Number);
          const mean = (color) => channels(color).reduce((sum, channel) => sum + channel) / 3 / 255;
          return {
            paper: mean(await style(page, "body", "backgroundColor")),
            ink: mean(await style(page, ".policy-text p", "color")),
          };
        },
        { site, colorScheme },
      );
    const [light, dark] = [await brightness("light"), await brightness("dark")];
    assert.ok(light.paper > 0.8 && light.ink < 0.4, JSON.stringify(light));
    assert.ok(dark.paper < 0.2 && dark.ink > 0.6, JSON.stringify(dark));
  });

  test(`on the ${site} the keyboard reaches the text with one key`, async () => {
    await open(
      "/en/privacy/",
      async (page) => {
        await page.keyboard.press("Tab");
        const skip = page.locator("a.skip");
        assert.ok(await skip.evaluate((element) => element === document.activeElement), "the first stop");
        const box = await skip.boundingBox();
        // 24 pixels each way: WCAG 2.2, 2.5.8.
        assert.ok(box.width >= 24 && box.height >= 24 && box.x >= 0 && box.y >= 0, `its box is ${JSON.stringify(box)}`);
        await page.keyboard.press("Enter");
        assert.equal(await page.evaluate(() => document.activeElement.localName), "main");
      },
      { site },
    );
  });
}

/** True if the beginning of an element is in the window. */
async function inWindow(page, selector) {
  // Following a fragment may take the browser a frame.
  return page
    .waitForFunction(
      (selector) => {
        const { top } = document.querySelector(selector).getBoundingClientRect();
        return top >= 0 && top < innerHeight;
      },
      selector,
      { timeout: 5000 },
    )
    .then(() => true, () => false);
}
