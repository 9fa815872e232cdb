package dev.sonde.image;

/** What the components of a JPEG file stand for. */
enum JpegColours {
    GRAY,
    RGB,
    YCC,
    CMYK,
    YCCK;

    /** What the application segments told: a JFIF header, and Adobe's number of the transform (−1: no such segment). */
    record Hints(boolean jfif, int adobe) {
        static Hints none() {
            return new Hints(false, -1);
        }

        Hints withJfif() {
            return new Hints(true, adobe);
        }

        Hints withAdobe(int transform) {
            return new Hints(jfif, transform);
        }
    }

    /** libjpeg's rules ({@code default_decompress_parms} of jdapimin.c). */
    static JpegColours of(JpegFrame frame, Hints hints) {
        return switch (frame.components().size()) {
            case 1 -> GRAY;
            case 3 -> ofThree(frame, hints);
            default -> hints.adobe() <= 0 ? CMYK : YCCK;
        };
    }

    private static JpegColours ofThree(JpegFrame frame, Hints hints) {
        if (hints.jfif()) {
            return YCC;
        }
        if (hints.adobe() >= 0) {
            return hints.adobe() == 0 ? RGB : YCC;
        }
        boolean named = frame.components().get(0).id == 'R'
                && frame.components().get(1).id == 'G'
                && frame.components().get(2).id == 'B';
        return named ? RGB : YCC;
    }
}
