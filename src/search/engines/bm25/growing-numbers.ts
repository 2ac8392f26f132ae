/** A list of unsigned numbers that grows; a plain array of as many would take four times the memory. */
export interface GrowingNumbers {
  readonly length: number;
  push(value: number): void;
  /** A copy, cut to what is in it. */
  toArray(): Uint32Array;
}

export function growingNumbers(): GrowingNumbers {
  let numbers = new Uint32Array(1_024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === numbers.length) {
        const larger = new Uint32Array(length * 2);
        larger.set(numbers);
        numbers = larger;
      }
      numbers[length++] = value;
    },
    toArray: () => numbers.slice(0, length),
  };
}
