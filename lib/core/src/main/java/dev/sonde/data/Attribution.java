package dev.sonde.data;

/**
 * Whom a photograph belongs to, and under which licence it is shown.
 *
 * @param image the file name
 * @param licence such as {@code CC-BY-2.0}
 * @param licenceUrl the text of the licence
 * @param page the photographer's page of the photograph
 * @param sha256 of the file, in hexadecimal
 */
public record Attribution(String image, String licence, String licenceUrl, String page, String sha256) {
    /** The line to print below the photograph. */
    @Override
    public String toString() {
        return "COCO " + image.replaceFirst("^0+", "").replaceFirst("\\.jpg$", "") + ", " + page + ", " + licence;
    }
}
