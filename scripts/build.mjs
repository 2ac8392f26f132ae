// Builds dist/. As `prepare` it also runs after `npm ci --omit=dev`, where there is no compiler: then it says so and ends well.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));

if (process.argv.includes('--when-possible') && !existsSync(tsc)) {
  const built = existsSync(`${root}dist/src/main.js`);
  const state = built
    ? 'using dist/ as it is'
    : 'dist/ is missing: run `npm ci` with them once, or copy dist/ from where it was built';
  console.log(`paperboy: dev dependencies are left out, so nothing can be compiled here; ${state}.`);
  process.exit(0);
}
rmSync(`${root}dist`, { recursive: true, force: true });
const compiled = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
});
if (compiled.status !== 0) process.exit(compiled.status ?? 1);
cpSync(`${root}src/adapters/web/page`, `${root}dist/src/adapters/web/page`, { recursive: true });
