/** Colours only where somebody looks: none into files and pipes, none where NO_COLOR asks for none. */
import { styleText } from 'node:util';

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'cyan';
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_style, text) => text;

export function paintFor(stream: NodeJS.WritableStream): Paint {
  return (style, text) => (text === '' ? text : styleText(style, text, { stream, validateStream: true }));
}
