import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { createManualClock } from '../fakes/manual-clock.js';
import { createRecordingLogger } from '../fakes/recording-logger.js';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe.skipIf(!existsSync(CHROMIUM))(
  'the playground in a browser (skipped where CHROMIUM_PATH leads to none)',
  () => {
    let browser: Browser;
    let page: Page;
    let app: Awaited<ReturnType<typeof startApp>>;
    const complaints: string[] = [];

    beforeAll(async () => {
      const reading = readConfig({ DATABASE_URL: 'file::memory:', PORT: '0' });
      app = await startApp({ reading, clock: createManualClock(), logger: createRecordingLogger() });
      browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGS });
    });
    afterAll(async () => {
      await browser.close();
      await app.stop();
    });
    beforeEach(async () => {
      page = await browser.newPage({ viewport: { width: 360, height: 740 } });
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(/http:\S+/.exec(app.welcome.join(' '))?.[0] ?? '');
    });
    afterEach(async () => {
      await page.close();
      expect(complaints.splice(0)).toEqual([]);
    });

    const ask = async (line: string) => {
      await page.getByRole('textbox').fill(line);
      await page.keyboard.press('Enter');
    };

    it('answers a search with cards, and turns the page in place', async () => {
      await ask('search transformer');
      const heading = page.getByRole('heading', { name: /\d+ papers for transformer/ });
      await heading.waitFor();
      expect(await page.getByRole('article').count()).toBeGreaterThan(0);
      await page.getByRole('button', { name: 'Page 2' }).click();
      await page.getByText('Page 2 of').waitFor();
      await page.getByRole('combobox', { name: 'Go to page…' }).selectOption('Page 4');
      await page.getByText('Page 4 of').waitFor();
      expect(await heading.count()).toBe(1);
    });

    it('marks what was asked for, and shows a paper in full at the press of a button', async () => {
      await ask('search S2ST');
      await page.locator('mark', { hasText: 'S2ST' }).first().waitFor();
      await page.getByRole('button', { name: 'Abstract' }).first().click();
      await page.getByText('Translatotron 2').waitFor();
    });

    it('is filled in where a form is opened, and gives back what was wrong with all that was typed', async () => {
      await ask('settings');
      await page.getByRole('button', { name: 'Change…' }).click();
      await page.getByRole('textbox', { name: 'Zone' }).fill('Mars/Base');
      await page.getByRole('textbox', { name: 'At' }).fill('07:30');
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText('write the time zone as a city').first().waitFor();
      await page.getByRole('button', { name: 'Try again' }).click();
      expect(await page.getByRole('textbox', { name: 'At' }).inputValue()).toBe('07:30');
      await page.getByRole('textbox', { name: 'Zone' }).fill('Asia/Tokyo');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Your settings are changed' }).waitFor();
      expect(await page.getByRole('button', { name: 'Send' }).count()).toBe(0);
    });

    it('shows a chart with its words, and no wider than a phone', async () => {
      await ask('trends transformer');
      const chart = page.getByRole('img', { name: /^Bars: papers on transformer by week/ });
      await chart.waitFor();
      const size =
        "document.querySelector('img.picture').decode().then(() => document.querySelector('img.picture').naturalWidth)";
      expect(await page.evaluate(size)).toBe(1_440);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    });

    it('fits a phone without scrolling sideways, and says what was wrong', async () => {
      await ask('search transformer limit:99');
      await page
        .getByRole('paragraph')
        .filter({ hasText: 'takes a whole number from 1 to 25' })
        .first()
        .waitFor();
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect(width).toBeLessThanOrEqual(360);
    });
  },
);
