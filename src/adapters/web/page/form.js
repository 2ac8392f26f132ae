import { element } from './element.js';

/** A form to be filled in; `send` is called with what stands in its fields, by their names, and the button that was pressed. */
export function drawForm({ fields }, send) {
  const button = element('button', { type: 'submit', className: 'action' }, 'Send');
  const form = element('form', { className: 'form' }, ...fields.map(drawField), button);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send(Object.fromEntries(new FormData(form)), button);
  });
  return form;
}

function drawField({ spec: { name, required }, label, description, value = '', usual = '', choices }) {
  const box =
    choices === undefined
      ? element('input', { name, required, value, placeholder: usual, autocomplete: 'off' })
      : drawChoices({ name, required, value, choices });
  return element('label', {}, label, box, element('small', {}, description));
}

function drawChoices({ name, required, value, choices }) {
  const none = required ? [] : [element('option', { value: '' }, '')];
  const options = choices.map((choice) => element('option', { value: choice.value }, choice.label));
  const box = element('select', { name, required }, ...none, ...options);
  box.value = value;
  return box;
}
