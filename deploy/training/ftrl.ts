/**
 * Logistic regression learnt one example at a time, with L1 and L2 (FTRL-Proximal; McMahan et al., "Ad Click Prediction: a View
 * from the Trenches", 2013). Most buckets stay at nought.
 */
export interface FtrlOptions {
  rate: number;
  l1: number;
  l2: number;
}

const BETA = 1;

export class Ftrl {
  readonly #gradients: Float64Array;
  readonly #squares: Float64Array;
  readonly #options: FtrlOptions;
  #biasGradient = 0;
  #biasSquare = 0;

  constructor(size: number, options: FtrlOptions) {
    this.#gradients = new Float64Array(size);
    this.#squares = new Float64Array(size);
    this.#options = options;
  }

  weight(bucket: number): number {
    const { rate, l1, l2 } = this.#options;
    const z = this.#gradients[bucket] as number;
    if (Math.abs(z) <= l1) return 0;
    return -(z - Math.sign(z) * l1) / ((BETA + Math.sqrt(this.#squares[bucket] as number)) / rate + l2);
  }

  get bias(): number {
    return -this.#biasGradient / ((BETA + Math.sqrt(this.#biasSquare)) / this.#options.rate);
  }

  /** One example: buckets and their values, of which the first `count` count. */
  learn(buckets: Int32Array, values: Float64Array, count: number, label: 0 | 1, importance: number): void {
    let logit = this.bias;
    for (let at = 0; at < count; at++) logit += this.weight(buckets[at] as number) * (values[at] as number);
    const error = (1 / (1 + Math.exp(-logit)) - label) * importance;
    for (let at = 0; at < count; at++) this.#move(buckets[at] as number, error * (values[at] as number));
    this.#biasGradient += error - this.#step(this.#biasSquare, error) * this.bias;
    this.#biasSquare += error * error;
  }

  #move(bucket: number, gradient: number): void {
    const square = this.#squares[bucket] as number;
    const weight = this.weight(bucket);
    this.#gradients[bucket] =
      (this.#gradients[bucket] as number) + gradient - this.#step(square, gradient) * weight;
    this.#squares[bucket] = square + gradient * gradient;
  }

  #step(square: number, gradient: number): number {
    return (Math.sqrt(square + gradient * gradient) - Math.sqrt(square)) / this.#options.rate;
  }
}
