import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { pathToFileURL } from 'url';
import { findChromium, MISSING, startChromium } from './browser';
import { brokenLinks } from './links';
import { FileServer } from './server';
import { Site } from './site';

const folder = mkdtempSync(join(tmpdir(), 'site-test-'));

const site = new Site();

beforeAll(() => site.write(folder));

afterAll(() => rmSync(folder, { recursive: true }));

test('no link of the site leads nowhere', () => {
  expect(site.brokenLinks()).toEqual([]);
});

test('a link to no page, to no heading and to no file would be found', () => {
  const text = '<h1 id="here"></h1><a href="#here"></a><a href="#there"></a><a href="none.html"></a>';
  const script = '<script defer src="../none.js"></script><a href="https://example.com/"></a>';

  expect(brokenLinks(new Map([['docs/page.html', `${text}${script}`]]))).toEqual([
    'docs/page.html -> #there',
    'docs/page.html -> none.html',
    'docs/page.html -> ../none.js',
  ]);
});

test('no file of the site loads anything from elsewhere', () => {
  const loads = /<(?:script|link|img|iframe|source)\s[^>]*(?:src|href)="(?:https?:)?\/\/|@import|url\(/;
  const own = [...site.files].filter(
    ([name]) => !/^assets\/(mermaid|minisearch|search-index)\.js$/.test(name),
  );

  expect(own.filter(([, text]) => loads.test(text)).map(([name]) => name)).toEqual([]);
});

test('what is written is what was checked', () => {
  const written = [...site.files].filter(([name, text]) => readFileSync(join(folder, name), 'utf8') !== text);

  expect(written.map(([name]) => name)).toEqual([]);
});

const chromium = findChromium();

if (chromium === undefined) test(MISSING, () => void process.stderr.write(`${MISSING}\n`));
else describe('in Chromium', () => inChromium(chromium));

function inChromium(executable: string): void {
  const server = new FileServer(folder);
  const problems: string[] = [];
  let address: string;
  let browser: Browser;

  beforeAll(async () => {
    address = await server.start();
    browser = await startChromium(executable);
  });

  afterAll(async () => {
    await browser.close();
    server.stop();
  });

  /** A test that opens pages, and fails where one of them complains. */
  function inBrowser(
    name: string,
    look: (page: Page) => Promise<void>,
    options?: BrowserContextOptions,
  ): void {
    test(name, async () => {
      problems.length = 0;
      const context = await browser.newContext(options);
      await look(watched(await context.newPage()));
      await context.close();
      expect(problems).toEqual([]);
    });
  }

  /** A page whose every complaint is written down. */
  function watched(page: Page): Page {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) problems.push(`${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => problems.push(`${page.url()}: ${error.message}`));
    page.on('requestfailed', (request) => {
      // Whoever follows a link breaks off what the page before was still loading.
      const reason = request.failure()?.errorText;
      if (reason !== 'net::ERR_ABORTED') problems.push(`${page.url()}: ${request.url()} ${reason}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(`${address}/`)) problems.push(`${page.url()} asked for ${request.url()}`);
    });
    page.on('response', (response) => {
      if (!response.ok()) problems.push(`${response.url()} answered ${response.status()}`);
    });
    return page;
  }

  const open = (page: Page, path: string) => page.goto(`${address}/${path}`);

  inBrowser('every page has a title, one heading of the first level, navigation and search', async (page) => {
    for (const { output, title } of site.pages) {
      await open(page, output);

      expect(await page.title()).toContain(output === 'index.html' ? 'cdktf-secret-rotation' : title);
      expect([output, await page.locator('main h1').allInnerTexts()]).toEqual([output, [title]]);
      expect(await page.locator('nav.pages a').count()).toBeGreaterThan(20);
      expect(await page.getByRole('searchbox').isVisible()).toBe(true);
    }
  });

  inBrowser('every page that the navigation names is reached by its link', async (page) => {
    await open(page, 'index.html');
    const names = await page.locator('nav.pages a').allInnerTexts();
    for (const name of names) {
      await page.locator('nav.pages').getByRole('link', { name, exact: true }).click();

      expect(await page.locator('nav.pages [aria-current=page]').allInnerTexts()).toEqual([name]);
      expect(await page.locator('main h1').innerText()).toBe(name);
    }
  });

  inBrowser('a search leads to the heading that was looked for', async (page) => {
    await open(page, 'docs/limits.html');
    await page.getByRole('searchbox').fill('NetworkUnknown');
    await page.getByRole('searchbox').press('Enter');
    await page.waitForURL('**/docs/config-rules.html#networkunknown');

    expect(await page.locator('#networkunknown').innerText()).toContain('NetworkUnknown');
  });

  inBrowser('a search for a message leads to its entry', async (page) => {
    await open(page, 'index.html');
    await page.getByRole('searchbox').fill('Task timed out');
    await page.getByRole('searchbox').press('Enter');
    await page.waitForURL('**/docs/troubleshooting.html#task-timed-out-after-3000-seconds');

    expect(await page.locator('#task-timed-out-after-3000-seconds').innerText()).toContain('security group');
  });

  inBrowser(
    'a search by beginnings, with the keys alone, finds pages and says when there is none',
    async (page) => {
      await open(page, 'index.html');
      await page.getByRole('searchbox').fill('troublesh');
      await page.locator('.results a').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/docs/troubleshooting.html');

      await page.getByRole('searchbox').fill('zzzzzz');
      await page.locator('.results .none').waitFor();
      await page.keyboard.press('Escape');
      expect(await page.locator('.results').isVisible()).toBe(false);
    },
  );

  inBrowser('a diagram is drawn', async (page) => {
    await open(page, 'index.html');
    await page.locator('pre.mermaid svg').waitFor();

    expect(await page.locator('pre.mermaid svg').textContent()).toContain('rotation function');
  });

  inBrowser(
    'no page is wider than a telephone, and the list of pages opens',
    async (page) => {
      for (const { output } of site.pages) {
        await open(page, output);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect([output, width]).toEqual([output, 375]);
      }
      expect(await page.locator('nav.pages a').first().isVisible()).toBe(false);
      await page.locator('nav.pages summary').click();
      expect(await page.locator('nav.pages a').first().isVisible()).toBe(true);
    },
    { viewport: { width: 375, height: 700 } },
  );

  inBrowser(
    'without scripts a page has its text and its navigation, and the diagram its words',
    async (page) => {
      await open(page, 'index.html');

      expect(await page.locator('pre.mermaid').innerText()).toContain('flowchart');
      expect(await page.locator('nav.pages a').first().isVisible()).toBe(true);
      expect(await page.locator('[role=search]').isVisible()).toBe(false);
    },
    { javaScriptEnabled: false },
  );

  test('it works from files, without a server', async () => {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('requestfailed', (request) => errors.push(request.url()));
    await page.goto(pathToFileURL(join(folder, 'docs', 'fleet.html')).href);
    await page.getByRole('searchbox').fill('interface endpoint');
    await page.locator('.results a').first().click();

    expect(errors).toEqual([]);
    expect(page.url()).toMatch(/^file:.*\.html/);
  });
}
