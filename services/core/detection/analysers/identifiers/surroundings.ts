/** What the words around a number say of it: how far the nearest label of some topic is, before it, after it or atop its column. */
import { Columns } from './columns.ts';
import { gapBetween } from './gaps.ts';
import { findLabels, type Label, type Labels, labelAfter } from './labels.ts';
import type { Topic } from './lexicon.ts';
import { headingOver, type MarkupCell, markupCells } from './markup-columns.ts';
import { Topics, TopicUnion } from './topics.ts';

/** Labels farther away than this say nothing. */
const REACH = 64;
const REACH_AFTER = 28;
/** Labels farther than this from where a value begins are asked for by nobody; `BEFORE` is more than what markup adds, too. */
const BEFORE = 200;
const AHEAD = 300;
/** Places in one block of so many units share what labels are around. */
const BLOCK_SHIFT = 8;
/** What markup, or the turn of whoever answers, may add to a gap without lengthening it. */
const MARKUP = 128;
const TURN = 40;
/** A label that stands after its number is rarer, and likely to be the next number’s. */
const AFTER = 30;
const COLUMN = 6;
/** What stands between a label and its number, beyond mere distance. */
const LINE = 12;
const SENTENCE = 20;
const ANOTHER = 14;
/** Words that say “something else” must stand close by. */
const MOST_CHECKS = 4000;
const OTHER_REACH = 18;
const PHONE = Topics.of(['phone']);
const OTHER = Topics.of(['other']);

/** A label that leads to a value, and how far it is from it. */
export interface Lead {
  topic: Topic;
  start: number;
  distance: number;
}

export class Surroundings {
  readonly #text: string;
  #labels: Labels | null = null;
  /** Of all labels. */
  #topics: TopicUnion | null = null;
  /** Of the labels around one block of the text. */
  readonly #around = new TopicUnion();
  #block = -1;
  #columns: Columns | null = null;
  #cells: readonly MarkupCell<Labels>[] | null = null;
  /** Where the last number found ends: its label is less likely to be the next one’s, too. */
  #found = 0;
  #checks = 0;
  #markup: number | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether a label of one of the topics stands anywhere in the text. */
  has(topics: Topics): boolean {
    this.#topics ??= unionOf(this.#allLabels());
    return this.#topics.shares(topics.bits);
  }

  /** Whether a label of one of the topics may say something of a value that begins at `start`: one around it, or atop its column. */
  mayBe(topics: Topics, start: number): boolean {
    if (!this.has(topics)) return false;
    this.#lookAround(start >> BLOCK_SHIFT);
    return this.#around.shares(topics.bits) || anyOf(this.#column(start) ?? [], topics);
  }

  /** Whether it is known by now, without a look at the text’s words, that none may. */
  cannotBe(topics: Topics, start: number): boolean {
    return this.#topics !== null && !this.mayBe(topics, start);
  }

  /** Whether so many digits may be a telephone number in a text with words for one. */
  mayBePhone(digits: number): boolean {
    return digits >= 7 && this.has(PHONE);
  }

  /** Whether another costly check may be made: in a text of nothing but wallets, the rest is taken as valid. */
  mayCheck(): boolean {
    return this.#checks++ < MOST_CHECKS;
  }

  found(end: number): void {
    this.#found = end;
  }

  /** Distance to the nearest label of one of the topics, Infinity for none. */
  distance(topics: Topics, start: number, end: number): number {
    if (!this.has(topics)) return Infinity;
    const column = this.#column(start);
    if (column !== null) return anyOf(column, topics) ? COLUMN : Infinity;
    const labels = this.#allLabels();
    const next = labelAfter(labels, start);
    let best = Infinity;
    for (let index = next - 1; index >= 0; index--) {
      const label = labels[index] as Label;
      if (start - label.end > REACH + this.#unseen()) break;
      if (!label.topics.shares(topics)) continue;
      best = this.#between(label.end, start);
      break;
    }
    if (best > REACH) best = Math.min(best, this.#after(labels, next, topics, end));
    return best <= REACH ? best : Infinity;
  }

  /** Whether a label of one of the topics stands within a distance on either side, sentences and lines notwithstanding. */
  mentions(topics: Topics, start: number, end: number, within: number): boolean {
    const labels = this.#allLabels();
    for (let index = labelAfter(labels, start - within); index < labels.length; index++) {
      const label = labels[index] as Label;
      if (label.start > end + within) return false;
      if (label.topics.shares(topics)) return true;
    }
    return false;
  }

  /**
   * The topic, among some, of the label that leads to a value: before it in the same sentence with no other number between, or atop
   * its column.
   */
  leadingTopic(topics: Topics, start: number, reach: number): Lead | null {
    if (!this.has(topics)) return null;
    const column = this.#column(start);
    if (column !== null) {
      const topic = topics.names.find((one) => column.some((label) => label.topics.names.includes(one)));
      return topic === undefined ? null : { topic, start, distance: COLUMN };
    }
    const labels = this.#allLabels();
    for (let index = labelAfter(labels, start) - 1; index >= 0; index--) {
      const label = labels[index] as Label;
      if (start - label.end > reach + this.#unseen()) break;
      const topic = topics.common(label.topics);
      if (topic === undefined) continue;
      const gap = gapBetween(this.#text, label.end, start);
      if (gap.length > reach || /[\d;!?]|[a-z)]\. |\n[^\n]*\n|, (?!which)/.test(gap)) break;
      return { topic, start: label.start, distance: gap.length };
    }
    return null;
  }

  /** The topic of a label that a value is said to be: `36811141 is the account number`. */
  trailingTopic(topics: Topics, end: number): Lead | null {
    if (this.#text.charCodeAt(end) !== 32) return null;
    const labels = this.#allLabels();
    for (let index = labelAfter(labels, end); index < labels.length; index++) {
      const label = labels[index] as Label;
      if (label.start - end > REACH_AFTER) return null;
      if (!/^ (?:(?:is|was|are|as|for) (?:[a-z]+ ){0,2}|\()$/.test(this.#text.slice(end, label.start)))
        continue;
      const topic = topics.common(label.topics);
      if (topic === undefined) continue;
      return { topic, start: label.start, distance: AFTER + label.start - end };
    }
    return null;
  }

  /** Whether the label right before a value has one of the topics. */
  leads(topics: Topics, start: number): boolean {
    return this.leadingTopic(topics, start, REACH) !== null;
  }

  isInTable(start: number): boolean {
    return this.#column(start) !== null;
  }

  /** Whether the nearest label of these topics already has its number. */
  isTaken(topics: Topics, start: number): boolean {
    if (this.#column(start) !== null) return false;
    const labels = this.#allLabels();
    for (let index = labelAfter(labels, start) - 1; index >= 0; index--) {
      const label = labels[index] as Label;
      if (start - label.end > REACH) return false;
      if (label.topics.shares(topics)) return this.#found > label.end;
    }
    return false;
  }

  /** Distance to the nearest word that says a number is something else. */
  otherDistance(start: number): number {
    if (!this.has(OTHER)) return Infinity;
    const column = this.#column(start);
    if (column !== null) return anyOf(column, OTHER) ? COLUMN : Infinity;
    const labels = this.#allLabels();
    const label = labels[labelAfter(labels, start) - 1];
    if (label === undefined || !label.topics.shares(OTHER)) return Infinity;
    const distance = start - label.end;
    if (distance > OTHER_REACH || /[.,;\n]\s/.test(this.#text.slice(label.end, start))) return Infinity;
    return distance;
  }

  #after(labels: Labels, next: number, topics: Topics, end: number): number {
    for (let index = next; index < labels.length; index++) {
      const label = labels[index] as Label;
      if (label.start - end > REACH_AFTER) return Infinity;
      if (label.start < end || !label.topics.shares(topics)) continue;
      const gap = this.#text.slice(end, label.start);
      if (/[\n;,|}\d]|[.] /.test(gap) || this.#leads(label.end)) return Infinity;
      return AFTER + label.start - end;
    }
    return Infinity;
  }

  /** Whether a label is followed by a number of its own. */
  #leads(end: number): boolean {
    return /^(?:[\s"'#]{0,3}(?:no|nr|number|num|id|is|of|was)\b\.?){0,2}["'\s]{0,3}(?:[:=#]|[^\n\d]{0,6}\d)/i.test(
      this.#text.slice(end, end + 28),
    );
  }

  /** How much of a gap a reader may not see. */
  #unseen(): number {
    this.#markup ??= this.#text.includes('</') ? MARKUP : TURN;
    return this.#markup;
  }

  /** How far a label is, with what stands between. */
  #between(from: number, to: number): number {
    const gap = gapBetween(this.#text, from, to);
    let distance = gap.length + (this.#found > from ? ANOTHER : 0);
    if (gap.includes('\n')) distance += LINE;
    if (/[;!?]|[a-z]\.\s/.test(gap)) distance += SENTENCE;
    return distance;
  }

  #lookAround(block: number): void {
    if (block === this.#block) return;
    this.#block = block;
    this.#around.clear();
    const labels = this.#allLabels();
    const last = ((block + 1) << BLOCK_SHIFT) + AHEAD;
    for (let index = labelAfter(labels, (block << BLOCK_SHIFT) - BEFORE); index < labels.length; index++) {
      const { start, topics } = labels[index] as Label;
      if (start > last) return;
      this.#around.add(topics.bits);
    }
  }

  #column(start: number): Labels | null {
    this.#columns ??= new Columns(this.#text);
    this.#cells ??= markupCells(this.#text, labelsIn);
    return this.#cells.length > 0
      ? (headingOver(this.#cells, start) ?? this.#columns.labelsAt(start))
      : this.#columns.labelsAt(start);
  }

  #allLabels(): Labels {
    this.#labels ??= findLabels(this.#text);
    return this.#labels;
  }
}

function labelsIn(title: string): Labels | null {
  const labels = findLabels(title);
  return labels.length > 0 ? labels : null;
}

function anyOf(labels: Labels, topics: Topics): boolean {
  return labels.some((label) => label.topics.shares(topics));
}

function unionOf(labels: Labels): TopicUnion {
  const union = new TopicUnion();
  for (const { topics } of labels) union.add(topics.bits);
  return union;
}
