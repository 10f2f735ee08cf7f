/** A text as one line of characters, so that a place in it is a number; and the way back into its model. Pure. */
import { plainText, type Block, type Cell, type Inline, type TextModel } from '../markdown/model.ts';

export interface Run {
  start: number;
  text: string;
  /** text: words one may mark; the others are looked through, and left as they are */
  where: 'text' | 'heading' | 'link' | 'code';
  /** counts up with every heading */
  section: number;
}
export interface Heading {
  id: string;
  title: string;
  start: number;
}
export interface LinearText {
  text: string;
  runs: Run[];
  headings: Heading[];
  /** where the footnotes begin */
  notesAt: number;
}

/** What becomes of a run: other inlines that show the same characters. */
type Replace = (run: Run) => Inline[] | undefined;

class Walk {
  readonly linear: LinearText = { text: '', runs: [], headings: [], notesAt: 0 };
  readonly #replace: Replace;
  #section = 0;

  constructor(replace: Replace) {
    this.#replace = replace;
  }

  model({ blocks, notes }: TextModel): TextModel {
    const walked = this.#blocks(blocks);
    this.linear.notesAt = this.linear.text.length;
    return { blocks: walked, notes: notes.map((note) => ({ ...note, blocks: this.#blocks(note.blocks) })) };
  }

  #blocks = (blocks: readonly Block[]): Block[] => blocks.map((block) => this.#block(block));

  #block(block: Block): Block {
    switch (block.type) {
      case 'heading':
        return this.#heading(block);
      case 'paragraph':
      case 'plain':
        return { ...block, children: this.#line(block.children, 'text') };
      case 'list':
        return { ...block, items: block.items.map((item) => ({ ...item, blocks: this.#blocks(item.blocks) })) };
      case 'quote':
        return { ...block, blocks: this.#blocks(block.blocks) };
      case 'callout':
        return {
          ...block,
          title: block.title && this.#line(block.title, 'heading'),
          blocks: this.#blocks(block.blocks),
        };
      case 'table':
        return {
          ...block,
          caption: block.caption && this.#line(block.caption, 'heading'),
          head: this.#cells(block.head, 'heading'),
          rows: block.rows.map((row) => this.#cells(row, 'text')),
        };
      case 'code':
        this.#run(block.text, 'code');
        this.#end();
        return block;
      default:
        return block;
    }
  }

  #heading(block: Extract<Block, { type: 'heading' }>): Block {
    this.#section += 1;
    this.linear.headings.push({ id: block.id, title: plainText(block.children), start: this.linear.text.length });
    return { ...block, children: this.#line(block.children, 'heading') };
  }

  #cells = (cells: readonly Cell[], where: Run['where']): Cell[] =>
    cells.map((cell) => ({ ...cell, children: this.#line(cell.children, where) }));

  #line(children: readonly Inline[], where: Run['where']): Inline[] {
    const walked = children.flatMap((each) => this.#inline(each, where));
    this.#end();
    return walked;
  }

  #inline(inline: Inline, where: Run['where']): Inline[] {
    switch (inline.type) {
      case 'text':
      case 'marked':
        return this.#run(inline.text, where) ?? [inline];
      case 'code':
        this.#run(inline.text, 'code');
        return [inline];
      case 'strong':
      case 'em':
      case 'del':
        return [{ ...inline, children: inline.children.flatMap((each) => this.#inline(each, where)) }];
      case 'link':
      case 'norm':
      case 'quiz':
        return [{ ...inline, children: inline.children.flatMap((each) => this.#inline(each, 'link')) }];
      case 'break':
        this.linear.text += ' ';
        return [inline];
      default:
        return [inline];
    }
  }

  #run(text: string, where: Run['where']): Inline[] | undefined {
    const run = { start: this.linear.text.length, text, where, section: this.#section };
    this.linear.runs.push(run);
    this.linear.text += text;
    return this.#replace(run);
  }

  #end(): void {
    this.linear.text += '\n';
  }
}

/** The text of a model in the order of reading, footnotes last; a line for each paragraph, item and cell. */
export function linearOf(model: TextModel): LinearText {
  const walk = new Walk(() => undefined);
  walk.model(model);
  return walk.linear;
}

/** The model with some of its runs shown otherwise. */
export const mapRuns = (model: TextModel, replace: Replace): TextModel => new Walk(replace).model(model);
