import { it } from 'vitest';
import { renderMessage } from '/work/main/src/adapters/slack/render.js';
import { listOf } from '/work/main/test/contracts/chat-adapter.js';
it('x', () => { for (const n of [5,10,25,120,1000]) { const r=listOf(n); renderMessage(r); const t=performance.now(); for(let i=0;i<20;i++) renderMessage(r); console.log(n,(performance.now()-t)/20);} });
