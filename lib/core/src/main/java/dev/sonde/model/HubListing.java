package dev.sonde.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.display.SondeException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The files of a model as the hub lists them, and which of them a model's folder needs. */
final class HubListing {
    private static final int MAX_BYTES = 16 << 20;

    /** Configuration, tokenizer and licence. */
    private static final Pattern SMALL = Pattern.compile("[^/]+\\.(json|txt|model)|README\\.md|LICENSE[^/]*");

    private static final Pattern SAFE_WEIGHTS = Pattern.compile("model(-\\d+-of-\\d+)?\\.safetensors");
    private static final Pattern TORCH_WEIGHTS = Pattern.compile("pytorch_model(-\\d+-of-\\d+)?\\.bin");

    private HubListing() {}

    /** Small files and weights; as safetensors where there are any. */
    static List<RemoteFile> needed(URI api) throws IOException {
        List<RemoteFile> all = parse(api, read(api));
        boolean safe = all.stream().anyMatch(file -> matches(SAFE_WEIGHTS, file));
        Pattern weights = safe ? SAFE_WEIGHTS : TORCH_WEIGHTS;
        return all.stream()
                .filter(file -> matches(SMALL, file) || matches(weights, file))
                .toList();
    }

    private static boolean matches(Pattern pattern, RemoteFile file) {
        return pattern.matcher(file.name()).matches();
    }

    private static byte[] read(URI api) throws IOException {
        try (HttpAnswer answer = HttpAnswer.get(api, Map.of())) {
            if (answer.status() != 200) {
                throw FileDownload.refused(api, answer.status());
            }
            byte[] json = answer.body().readNBytes(MAX_BYTES);
            if (json.length == MAX_BYTES) {
                throw broken(api, "more than " + MAX_BYTES + " bytes", null);
            }
            return json;
        }
    }

    private static List<RemoteFile> parse(URI api, byte[] json) throws IOException {
        List<RemoteFile> files = new ArrayList<>();
        try {
            JsonNode siblings = new ObjectMapper().readTree(json).path("siblings");
            for (JsonNode sibling : siblings) {
                String name = sibling.path("rfilename").asText();
                if (SMALL.matcher(name).matches() || name.endsWith(".safetensors") || name.endsWith(".bin")) {
                    files.add(file(name, sibling));
                }
            }
        } catch (JsonProcessingException e) {
            throw broken(api, "no JSON", e);
        }
        if (files.isEmpty()) {
            throw broken(api, "no list of files", null);
        }
        return files;
    }

    private static RemoteFile file(String name, JsonNode sibling) {
        JsonNode size = sibling.path("size");
        String tag =
                sibling.path("lfs").path("sha256").asText(sibling.path("blobId").asText());
        OptionalLong bytes = size.isIntegralNumber() ? OptionalLong.of(size.longValue()) : OptionalLong.empty();
        Optional<Checksum> checksum = Checksum.ofTag(tag);
        return new RemoteFile(name, bytes, checksum);
    }

    private static SondeException broken(URI api, String found, IOException cause) {
        return new SondeException(
                api + " does not list the files of a model: expected \"siblings\", found " + found,
                "Check the endpoint, or name the files with withFiles.",
                cause);
    }
}
