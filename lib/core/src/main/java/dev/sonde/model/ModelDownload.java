package dev.sonde.model;

import dev.sonde.display.SondeException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Fetches a published model into a folder. Nothing of this library downloads anything unless this is asked to.
 *
 * <p>An interrupted download goes on where it ended. Each file is checked against its published checksum, as far as there
 * is one, before it gets its name; files that are already there are checked and kept.
 *
 * <pre>{@code
 * ModelDownload.of("Salesforce/blip2-itm-vit-g").into(Path.of("models/blip2-itm-vit-g"));
 * }</pre>
 *
 * @param repository owner and name on the Hugging Face hub
 * @param endpoint the hub, or a mirror that answers as it does
 * @param revision a branch, tag or commit; a commit makes the download repeatable
 * @param files which files; none: the configuration, the tokenizer and the weights, as the hub lists them
 * @param sha256 checksums that must hold, by file; they count more than the server's
 * @param pause between two attempts after an error
 */
public record ModelDownload(
        String repository,
        URI endpoint,
        String revision,
        List<String> files,
        Map<String, String> sha256,
        Duration pause) {
    private static final Pattern REPOSITORY =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*/[A-Za-z0-9_][A-Za-z0-9._-]*");
    private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");

    public ModelDownload {
        Objects.requireNonNull(pause, "pause");
        files = List.copyOf(files);
        sha256 = Map.copyOf(new LinkedHashMap<>(sha256));
        check(REPOSITORY.matcher(repository).matches(), "the repository", repository, "owner/name");
        check(REVISION.matcher(revision).matches(), "the revision", revision, "a branch, tag or commit");
        boolean web = "https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme());
        check(web, "the endpoint", endpoint.toString(), "an address such as https://huggingface.co");
        sha256.values().forEach(hex -> check(SHA256.matcher(hex).matches(), "a SHA-256", hex, "64 digits"));
    }

    /** The main revision of a model on the Hugging Face hub. */
    public static ModelDownload of(String repository) {
        URI hub = URI.create("https://huggingface.co");
        return new ModelDownload(repository, hub, "main", List.of(), Map.of(), Duration.ofSeconds(2));
    }

    /** From another server that answers as the hub does. */
    public ModelDownload withEndpoint(URI other) {
        return new ModelDownload(repository, other, revision, files, sha256, pause);
    }

    /** Another branch, tag or commit. */
    public ModelDownload withRevision(String other) {
        return new ModelDownload(repository, endpoint, other, files, sha256, pause);
    }

    /** Only these files, by their path in the repository. */
    public ModelDownload withFiles(String... names) {
        return new ModelDownload(repository, endpoint, revision, List.of(names), sha256, pause);
    }

    /** Checksums that must hold, by file: 64 hexadecimal digits. */
    public ModelDownload withSha256(Map<String, String> byFile) {
        return new ModelDownload(repository, endpoint, revision, files, byFile, pause);
    }

    /** Another pause between two attempts after an error. */
    public ModelDownload withPause(Duration between) {
        return new ModelDownload(repository, endpoint, revision, files, sha256, between);
    }

    /**
     * Fetches what is not yet there.
     *
     * @throws SondeException if the server refuses, the network stays broken, or a checksum is wrong
     */
    public List<DownloadedFile> into(Path folder) {
        List<DownloadedFile> done = new ArrayList<>();
        try {
            for (RemoteFile file : remoteFiles()) {
                URI uri = address("/" + repository + "/resolve/" + revision + "/" + file.name());
                done.add(new FileDownload(uri, file, folder.resolve(file.name()), pause).run());
            }
        } catch (IOException e) {
            throw new SondeException(
                    repository + " cannot be fetched from " + endpoint + " into " + folder + ": " + e.getMessage(),
                    "Check the network and the folder; a download that is started again goes on where it ended.",
                    e);
        }
        return List.copyOf(done);
    }

    private List<RemoteFile> remoteFiles() throws IOException {
        List<RemoteFile> remote = files.isEmpty()
                ? HubListing.needed(address("/api/models/" + repository + "/revision/" + revision + "?blobs=true"))
                : files.stream().map(RemoteFile::named).toList();
        return remote.stream()
                .map(file -> sha256.containsKey(file.name()) ? file.withSha256(sha256.get(file.name())) : file)
                .toList();
    }

    private URI address(String path) {
        String base = endpoint.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private static void check(boolean right, String what, String found, String expected) {
        if (!right) {
            throw new SondeException(
                    "For a download, " + what + " \"" + found + "\" is wrong; expected " + expected,
                    "Correct it, as the address of the model in the browser shows it.");
        }
    }
}
