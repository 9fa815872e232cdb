package dev.sonde.image;

import java.util.List;

/**
 * What a scan header tells (T.81, B.2.3).
 *
 * @param from first coefficient in zigzag order
 * @param to last coefficient
 * @param high the bits that earlier scans told, 0 in the first
 * @param low the bits that later scans will tell
 */
record JpegScan(List<Part> parts, int from, int to, int high, int low) {
    /** A component with its tables; a table that the scan does not need may be missing. */
    record Part(JpegComponent component, JpegHuffman dc, JpegHuffman ac) {}

    JpegScan {
        parts = List.copyOf(parts);
    }

    boolean isInterleaved() {
        return parts.size() > 1;
    }

    /** A scan of progressive files is of DC coefficients, or of AC coefficients of one component. */
    void checkProgressive() throws BadImageException {
        boolean dc = from == 0 && to == 0;
        boolean ac = from > 0 && to >= from && to < 64 && !isInterleaved();
        if (!dc && !ac || low > 13 || high > 13 || high != 0 && high != low + 1) {
            throw new BadImageException("is a damaged JPEG file: a scan header of coefficients " + from + " to " + to
                    + ", bits " + high + " and " + low + " cannot be");
        }
    }
}
