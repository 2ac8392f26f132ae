/** What Discord takes, in UTF-16 units where it is about text: at least as strict as its own counting. */
export const LIMITS = {
  /** Components of one message, nested ones included. */
  components: 40,
  /** All text displays of one message together. */
  text: 4_000,
  /** Files of one message. */
  files: 10,
  buttonsPerRow: 5,
  buttonLabel: 80,
  buttonUrl: 512,
  selectOptions: 25,
  selectPlaceholder: 150,
  optionLabel: 100,
  altText: 1_024,
  stringOption: 6_000,
  nonce: 25,
  threadName: 100,
  /** Choices while somebody is typing, and how long their names and values may be. */
  choices: 25,
  choiceName: 100,
  choiceValue: 100,
  /** Modals, and what stands in them. */
  modalTitle: 45,
  modalFields: 5,
  modalLabel: 45,
  modalDescription: 100,
  textInput: 4_000,
  placeholder: 100,
} as const;

/** So many papers still have some lines of their abstracts, and a line between them. */
export const LIST_LIMITS = { items: 12, text: 3_600 } as const;
