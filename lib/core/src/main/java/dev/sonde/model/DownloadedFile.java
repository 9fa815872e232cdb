package dev.sonde.model;

import java.nio.file.Path;

/**
 * A file that a {@link ModelDownload} has put in its folder.
 *
 * @param name its path in the repository
 * @param path where it lies now
 * @param verified whether its checksum was known, and is right
 * @param fetched whether it was fetched now; otherwise it was already there
 */
public record DownloadedFile(String name, Path path, long bytes, boolean verified, boolean fetched) {}
