package dev.sonde.model;

import dev.sonde.display.SondeException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A file of a repository.
 *
 * @param name its path in the repository, checked so that it cannot leave a folder
 * @param bytes its length, where it is known beforehand
 * @param checksum where it is known beforehand
 */
record RemoteFile(String name, OptionalLong bytes, Optional<Checksum> checksum) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._+-]*(/[A-Za-z0-9_][A-Za-z0-9._+-]*)*");

    RemoteFile {
        if (!SAFE.matcher(name).matches()) {
            String shown = name.replaceAll("\\p{Cntrl}", "?");
            throw new SondeException(
                    "The file name \"" + shown + "\" of the repository could lie outside of the folder",
                    "Name files by their path in the repository, such as model.safetensors.");
        }
    }

    /** A file of which only the name is known. */
    static RemoteFile named(String name) {
        return new RemoteFile(name, OptionalLong.empty(), Optional.empty());
    }

    RemoteFile withSha256(String hex) {
        return new RemoteFile(name, bytes, Optional.of(Checksum.sha256(hex)));
    }
}
