import { readFile } from 'node:fs/promises';
import type { HttpRoute } from '../../ops/http-route.js';

const HTML = 'text/html; charset=utf-8';
const CSS = 'text/css; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';

const FILES = [
  ['index.html', HTML],
  ['base.css', CSS],
  ['page.css', CSS],
  ['exchange.css', CSS],
  ['answers.css', CSS],
  ['page.js', SCRIPT],
  ['asked-before.js', SCRIPT],
  ['drawing.js', SCRIPT],
  ['element.js', SCRIPT],
  ['exchange.js', SCRIPT],
  ['form.js', SCRIPT],
  ['server.js', SCRIPT],
  ['icon.svg', 'image/svg+xml'],
] as const;

/** The files of the page, each at its own path and no other; the build copies their folder beside this module. */
export const pageRoutes: readonly HttpRoute[] = FILES.map(([file, type]) => ({
  method: 'GET',
  path: file === 'index.html' ? '/' : `/${file}`,
  handle: async () => ({
    status: 200,
    type,
    body: await readFile(new URL(`page/${file}`, import.meta.url)),
  }),
}));
