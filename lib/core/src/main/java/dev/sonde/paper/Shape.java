package dev.sonde.paper;

/** What the difference of two runs must be, declared before it is seen: the rules of a scale whose numbers are others. */
public sealed interface Shape {
    /**
     * At least so many points, no more and no less asked.
     *
     * @param points above 0
     */
    record Gap(double points) implements Shape {
        @Override
        public String words(String upper, String lower) {
            return Numbers.format("%s is at least %s points above %s", upper, Numbers.shortest(points), lower);
        }

        @Override
        public Verdict judge(PairedDifference difference) {
            return Verdict.of(difference.points() >= points);
        }
    }

    /** Above, and surely so: the whole 95 % interval is. */
    record Above() implements Shape {
        @Override
        public String words(String upper, String lower) {
            return upper + " is above " + lower + ", and so is the whole 95 % interval of the paired difference";
        }

        @Override
        public Verdict judge(PairedDifference difference) {
            return Verdict.of(difference.interval().low() > 0);
        }
    }

    /** Not below: where the interval of the difference holds 0, so many examples cannot tell, and nothing is concluded. */
    record Order() implements Shape {
        @Override
        public String words(String upper, String lower) {
            return upper + " is above " + lower
                    + "; not comparable where the 95 % interval of the paired difference holds 0";
        }

        @Override
        public Verdict judge(PairedDifference difference) {
            return difference.interval().contains(0) ? Verdict.NOT_COMPARABLE : Verdict.of(difference.points() > 0);
        }
    }

    /**
     * Nothing is asked.
     *
     * @param reason why
     */
    record Open(String reason) implements Shape {
        @Override
        public String words(String upper, String lower) {
            return "not comparable: " + reason;
        }

        @Override
        public Verdict judge(PairedDifference difference) {
            return Verdict.NOT_COMPARABLE;
        }
    }

    /** The rule in words, for two runs of these names. */
    String words(String upper, String lower);

    /** What it says of the first run less the second. */
    Verdict judge(PairedDifference difference);
}
