import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renderModal } from '../../../../src/adapters/discord/drawing/modal.js';
import { createForm } from '../../../../src/core/form.js';
import { LANGUAGES } from '../../../../src/core/messages/catalogue.js';
import { loadCommands } from '../../../../src/load-commands.js';
import { fieldsOf, submissionOf } from '../../../fakes/discord/modal.js';
import { modalProblems } from '../../../fakes/discord/modal-rules.js';
import { callbackSchema, checkBody } from '../../../fakes/discord/schema-check.js';

const forms = (await loadCommands()).filter(({ form }) => form !== undefined);

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ unit: 'grapheme', minLength: 400, maxLength: 5_000 }),
  fc.constantFrom('week', '@everyone', '\u202Egnp.exe', ' ', '\n', '👩‍👩‍👧‍👦'.repeat(400)),
);

it('is taken by Discord and can be sent back, whatever it is filled in with, in every language', () => {
  expect(forms.map(({ name }) => name)).toEqual(['daily', 'settings', 'subscribe']);
  const languages = fc.constantFrom(undefined, ...Object.keys(LANGUAGES));
  const values = fc.array(anything, { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(fc.constantFrom(...forms), languages, values, (command, locale, given) => {
      const options = Object.fromEntries(
        command.form?.fields.map((name, at) => [name, given[at] ?? '']) ?? [],
      );
      const form = createForm(command, options, { token: `v1:${command.name}:?`, locale });
      const body = { type: 9, data: renderModal(form) };
      expect(checkBody(callbackSchema(body), body)).toMatchObject({ ok: true });
      expect(modalProblems(body.data)).toEqual([]);
      const fields = fieldsOf(body.data);
      const empty = fields.filter(({ required, value }) => required && value === '');
      const filling = Object.fromEntries(empty.map(({ customId }) => [customId, 'rag']));
      expect(submissionOf(body.data, filling).components).toHaveLength(fields.length);
    }),
    { numRuns: 300 },
  );
});
