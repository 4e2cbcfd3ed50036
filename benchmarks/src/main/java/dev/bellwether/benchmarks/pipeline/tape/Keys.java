// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.benchmarks.pipeline.tape;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntSupplier;

/** Whose quote comes next. */
public enum Keys {
    /** Every symbol is as likely as any other. */
    UNIFORM {
        @Override
        IntSupplier of(int symbols, long seed) {
            Random random = new Random(seed);
            return () -> random.nextInt(symbols);
        }
    },
    /** The symbol of rank r is 1/r as likely as the first: 13 % of all quotes at 1 000 symbols. */
    ZIPF {
        @Override
        IntSupplier of(int symbols, long seed) {
            double[] cumulative = new double[symbols];
            double sum = 0;
            for (int rank = 1; rank <= symbols; rank++) {
                sum += 1.0 / rank;
                cumulative[rank - 1] = sum;
            }
            double total = sum;
            Random random = new Random(seed);
            return () -> {
                int at = Arrays.binarySearch(cumulative, random.nextDouble() * total);
                return at >= 0 ? at : -at - 1;
            };
        }
    },
    /** One after the other: every symbol has the same number of quotes, give or take one. */
    IN_TURN {
        @Override
        IntSupplier of(int symbols, long seed) {
            int[] next = {0};
            return () -> {
                int symbol = next[0];
                next[0] = symbol + 1 == symbols ? 0 : symbol + 1;
                return symbol;
            };
        }
    };

    /** An endless series of symbol numbers, 0 to {@code symbols} − 1, the same for a seed. */
    abstract IntSupplier of(int symbols, long seed);
}
