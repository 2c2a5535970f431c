/** An exact rational number, always in lowest terms with a positive denominator. */
export class Fraction {
  static readonly zero = new Fraction(0n, 1n);
  static readonly one = new Fraction(1n, 1n);
  readonly numerator: bigint;
  readonly denominator: bigint;

  private constructor(numerator: bigint, denominator: bigint) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /** @throws RangeError where the denominator is 0 or a number is not whole */
  static of(numerator: bigint | number, denominator: bigint | number = 1n): Fraction {
    const [above, below] = [BigInt(numerator), BigInt(denominator)];
    if (below === 0n) throw new RangeError('A fraction has no denominator 0.');
    const sign = below < 0n ? -1n : 1n;
    const common = greatestCommonDivisor(above < 0n ? -above : above, below * sign);
    return new Fraction((above * sign) / common, (below * sign) / common);
  }

  static sum(fractions: Iterable<Fraction>): Fraction {
    let sum = Fraction.zero;
    for (const fraction of fractions) sum = sum.plus(fraction);
    return sum;
  }

  plus(other: Fraction): Fraction {
    return Fraction.of(
      this.numerator * other.denominator + other.numerator * this.denominator,
      this.denominator * other.denominator,
    );
  }

  minus(other: Fraction): Fraction {
    return this.plus(new Fraction(-other.numerator, other.denominator));
  }

  times(other: Fraction): Fraction {
    return Fraction.of(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  /** @throws RangeError for a division by 0 */
  over(other: Fraction): Fraction {
    return Fraction.of(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  /** Negative where this is the smaller one, 0 where they are equal. */
  compare(other: Fraction): number {
    const difference = this.numerator * other.denominator - other.numerator * this.denominator;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  /** For sorting and display only: it rounds. */
  toNumber(): number {
    return Number(this.numerator) / Number(this.denominator);
  }

  toString(): string {
    return this.denominator === 1n
      ? this.numerator.toString()
      : `${this.numerator.toString()}/${this.denominator.toString()}`;
  }

  /** A whole number that JSON keeps exactly is a number, anything else the text `83/6`. */
  toJSON(): number | string {
    const whole = Number(this.numerator);
    return this.denominator === 1n && Number.isSafeInteger(whole) ? whole : this.toString();
  }
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
