import type { Block } from '../../../core/reply.js';
import { LIMITS } from '../limits.js';
import { drawBlock, drawMore } from './blocks.js';
import { type Card, createCard } from './card.js';
import { drawCards } from './card-list.js';
import type { Component } from './components.js';
import { type Controls, createControls } from './controls.js';
import { type Drawing, FORMS, type Form } from './drawing.js';
import { largest } from './largest.js';
import { type Allotment, allot } from './stretch.js';

type Piece = { readonly card: Card } | { readonly drawing: Drawing };

/** Lays blocks out as one message, in the richest form that fits; undefined when even the poorest does not. */
export function layOut(blocks: readonly Block[]): readonly Component[] | undefined {
  const controls = createControls();
  const pieces = blocks.map((block) =>
    block.type === 'item' ? { card: createCard(block) } : { drawing: drawBlock(block, controls) },
  );
  return draw(arrange(pieces, controls) ?? arrangeFewer(pieces, controls));
}

/** Drawings that fit into one message, and how. */
interface Fitting {
  readonly drawings: readonly Drawing[];
  readonly form: Form;
  readonly allotment: Allotment;
}

function draw(fitting: Fitting | undefined): readonly Component[] | undefined {
  if (fitting === undefined) return undefined;
  const { drawings, form, allotment } = fitting;
  return drawings.flatMap((drawing) => drawing.draw(form, allotment));
}

function arrange(pieces: readonly Piece[], controls: Controls): Fitting | undefined {
  const drawings = inRuns(pieces, controls);
  const total = (size: (drawing: Drawing) => number) =>
    drawings.reduce((sum, drawing) => sum + size(drawing), 0);
  const form = FORMS.find((one) => total((drawing) => drawing.count(one)) <= LIMITS.components);
  if (form === undefined) return undefined;
  const stretches = drawings.flatMap((drawing) => drawing.stretches(form));
  const fixed = total((drawing) => drawing.fixed(form));
  const allotment = allot(stretches, fixed);
  return allotment === undefined ? undefined : { drawings, form, allotment };
}

/** Cards that follow each other are drawn together. */
function inRuns(pieces: readonly Piece[], controls: Controls): readonly Drawing[] {
  const drawings: Drawing[] = [];
  let run: Card[] = [];
  const end = () => {
    if (run.length > 0) drawings.push(drawCards(run, controls));
    run = [];
  };
  for (const piece of pieces) {
    if ('card' in piece) {
      run.push(piece.card);
      continue;
    }
    end();
    drawings.push(piece.drawing);
  }
  end();
  return drawings;
}

/** With as many cards as fit, from the first on, and everything around them; where that is still too much, with as many blocks. */
function arrangeFewer(pieces: readonly Piece[], controls: Controls): Fitting | undefined {
  const indexes = [...pieces.keys()];
  const cards = indexes.filter((index) => 'card' in (pieces[index] ?? {}));
  for (const expendable of [cards, indexes]) {
    const keep = (count: number) => arrange(leaveOut(pieces, expendable.slice(count)), controls);
    const fitting = keep(largest(expendable.length, (count) => keep(count) !== undefined));
    if (fitting !== undefined) return fitting;
  }
  return undefined;
}

/** Puts one line where the first of the left-out ones was. */
function leaveOut(pieces: readonly Piece[], left: readonly number[]): readonly Piece[] {
  const gone = new Set(left);
  return pieces.flatMap((piece, index) => {
    if (!gone.has(index)) return [piece];
    return index === left[0] ? [{ drawing: drawMore(left.length) }] : [];
  });
}
