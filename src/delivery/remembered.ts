/** Makes what is asked for once, and gives the same to everybody who asks for what has the same name. */
export function remembered<Given, Made>(
  nameOf: (given: Given) => string,
  make: (given: Given) => Made,
): (given: Given) => Made {
  const known = new Map<string, Made>();
  return (given) => {
    const name = nameOf(given);
    const before = known.get(name);
    if (before !== undefined) return before;
    const made = make(given);
    known.set(name, made);
    return made;
  };
}
