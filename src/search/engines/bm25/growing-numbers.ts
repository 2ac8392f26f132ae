/** A list of unsigned numbers that grows; a plain array of as many would take four times the memory. */
export interface GrowingNumbers {
  readonly length: number;
  push(value: number): void;
  /** All of them, cut to what is in it; nothing is pushed any more then. */
  toArray(): Uint32Array;
}

/** Grown beyond this it is twice as large each time. */
const LEAST = 1_024;

/** Whoever knows how many will come spares the copies of growing, which would lie about as garbage. */
export function growingNumbers(expected = LEAST): GrowingNumbers {
  let numbers = new Uint32Array(expected);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === numbers.length) {
        const larger = new Uint32Array(Math.max(LEAST, length * 2));
        larger.set(numbers);
        numbers = larger;
      }
      numbers[length++] = value;
    },
    toArray: () => (length === numbers.length ? numbers : numbers.slice(0, length)),
  };
}
