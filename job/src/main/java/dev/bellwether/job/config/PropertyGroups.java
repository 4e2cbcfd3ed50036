// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.config;

import com.amazonaws.services.kinesisanalytics.runtime.KinesisAnalyticsRuntime;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Property groups as text, before anything is made of them.
 *
 * <p>A local file has the shape that the managed service uses:
 *
 * <pre>{@code
 * [{"PropertyGroupId": "Redis", "PropertyMap": {"nodes": "127.0.0.1:6379"}}]
 * }</pre>
 */
public final class PropertyGroups {

    private static final String SHAPE =
            "expected a JSON array of {\"PropertyGroupId\": name, \"PropertyMap\": {key: text, …}}";

    private final String origin;
    private final Map<String, Map<String, String>> groups;

    private PropertyGroups(String origin, Map<String, Map<String, String>> groups) {
        this.origin = origin;
        this.groups = groups;
    }

    /** Groups given as maps, for tests and embedding. */
    public static PropertyGroups of(String origin, Map<String, Map<String, String>> groups) {
        return new PropertyGroups(origin, groups);
    }

    /**
     * Reads a local file.
     *
     * @throws ConfigurationException if there is no such file or it has another shape
     */
    public static PropertyGroups fromFile(Path file) {
        try {
            return parse(file.toString(), Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(file.toString(), "there is no such file");
        } catch (JsonProcessingException e) {
            throw new ConfigurationException(
                    file.toString(),
                    "not readable as JSON at line "
                            + e.getLocation().getLineNr()
                            + ", column "
                            + e.getLocation().getColumnNr()
                            + what(e));
        } catch (IOException e) {
            throw new ConfigurationException(file.toString(), "cannot be read: " + e);
        }
    }

    /** Of other mistakes Jackson quotes what stands there, which may be a secret without quotes. */
    private static String what(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        return message.startsWith("Duplicate field") ? ": " + message : "";
    }

    /**
     * Asks the managed service.
     *
     * @throws ConfigurationException if this is not the managed service
     */
    public static PropertyGroups fromManagedService() {
        Map<String, Properties> properties;
        try {
            properties = KinesisAnalyticsRuntime.getApplicationProperties();
        } catch (IOException | NoClassDefFoundError e) {
            throw notManaged();
        }
        // The service's library answers the absence of its file with an empty map.
        if (properties == null || properties.isEmpty()) {
            throw notManaged();
        }
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        properties.forEach(
                (name, values) -> {
                    Map<String, String> group = new TreeMap<>();
                    values.stringPropertyNames()
                            .forEach(key -> group.put(key, values.getProperty(key)));
                    groups.put(name, group);
                });
        return new PropertyGroups("the managed service", groups);
    }

    private static ConfigurationException notManaged() {
        return new ConfigurationException(
                "the managed service",
                "no property groups there; elsewhere give the argument --config FILE");
    }

    private static PropertyGroups parse(String origin, byte[] json) throws IOException {
        ObjectMapper mapper =
                JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        JsonNode root;
        try (JsonParser parser = mapper.createParser(json)) {
            root = mapper.readTree(parser);
        }
        if (root == null || !root.isArray()) {
            throw new ConfigurationException(origin, SHAPE);
        }
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        for (JsonNode element : root) {
            JsonNode name = element.path("PropertyGroupId");
            JsonNode map = element.path("PropertyMap");
            if (!name.isTextual() || !map.isObject()) {
                throw new ConfigurationException(origin, SHAPE);
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> entry : map.properties()) {
                if (entry.getValue().isContainerNode() || entry.getValue().isNull()) {
                    throw new ConfigurationException(
                            origin,
                            name.asText() + "." + entry.getKey() + " must be text; " + SHAPE);
                }
                values.put(entry.getKey(), entry.getValue().asText());
            }
            if (groups.put(name.asText(), values) != null) {
                throw new ConfigurationException(
                        origin, "group '" + name.asText() + "' stands there twice");
            }
        }
        return new PropertyGroups(origin, groups);
    }

    /** Where they come from, for messages. */
    String origin() {
        return origin;
    }

    Map<String, Map<String, String>> groups() {
        return groups;
    }
}
