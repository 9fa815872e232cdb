package dev.sonde.probe;

import dev.sonde.display.SondeException;

/** What of the [queries, hidden] features of an example a probe reads. */
public sealed interface ProbeInput {
    /** All queries, one after the other: queries * hidden numbers, 32 * 768 = 24,576 in the paper. */
    record Flattened() implements ProbeInput {
        @Override
        public int width(int queries, int hidden) {
            return Math.multiplyExact(queries, hidden);
        }

        @Override
        public String toString() {
            return "flattened";
        }
    }

    /** One query alone: hidden numbers. */
    record Query(int index) implements ProbeInput {
        public Query {
            if (index < 0) {
                throw new SondeException("There is no query " + index, "Count the queries from 0.");
            }
        }

        @Override
        public int width(int queries, int hidden) {
            if (index >= queries) {
                throw new SondeException(
                        "There is no query " + index + ": the features have " + queries, "Count the queries from 0.");
            }
            return hidden;
        }

        @Override
        public String toString() {
            return "query " + index;
        }
    }

    /** The mean of all queries: hidden numbers. */
    record Pooled() implements ProbeInput {
        @Override
        public int width(int queries, int hidden) {
            return hidden;
        }

        @Override
        public String toString() {
            return "pooled";
        }
    }

    /** All queries, as in the paper. */
    ProbeInput FLATTENED = new Flattened();

    /** The mean of all queries. */
    ProbeInput POOLED = new Pooled();

    /** One query, counted from 0. */
    static ProbeInput query(int index) {
        return new Query(index);
    }

    /**
     * How many numbers the probe reads.
     *
     * @throws SondeException if the features have no such query
     */
    int width(int queries, int hidden);
}
