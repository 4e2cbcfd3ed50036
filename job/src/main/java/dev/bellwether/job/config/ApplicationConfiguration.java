// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.config;

import dev.bellwether.clients.aws.AwsSettings;
import dev.bellwether.clients.aws.secrets.AwsSecretStores;
import dev.bellwether.clients.secrets.SecretStores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;

/**
 * A configuration that has been checked as a whole: every group is known, every key is known, every
 * value can be read and makes sense, every secret that is referred to can be found.
 */
public final class ApplicationConfiguration {

    private final Map<String, Configuration> groups;
    private final SecretStores stores;

    private ApplicationConfiguration(Map<String, Configuration> groups, SecretStores stores) {
        this.groups = groups;
        this.stores = stores;
    }

    /**
     * Checks the groups against everything that can be configured.
     *
     * @param secretsAreHere whether this machine is the one that will use the secrets, so that a
     *     missing one can be told of now; a client that submits to a cluster cannot know
     * @throws ConfigurationException with everything that is wrong
     */
    public static ApplicationConfiguration of(PropertyGroups properties, boolean secretsAreHere) {
        return of(properties, Groups.all(), secretsAreHere);
    }

    static ApplicationConfiguration of(
            PropertyGroups properties, List<OptionGroup> known, boolean secretsAreHere) {
        List<String> problems = new ArrayList<>();
        List<String> names = known.stream().map(OptionGroup::name).collect(Collectors.toList());
        for (String name : properties.groups().keySet()) {
            if (!names.contains(name)) {
                problems.add(
                        "group '" + name + "' is unknown; allowed are " + String.join(", ", names));
            }
        }
        Map<String, Configuration> groups = new LinkedHashMap<>();
        for (OptionGroup group : known) {
            groups.put(
                    group.name(), group.read(values(properties, group), problems(problems, group)));
        }
        boolean storesAreUsed =
                known.stream()
                        .filter(group -> group.isUsed(groups::get))
                        .anyMatch(group -> group.needsAStore(groups.get(group.name())));
        SecretStores stores = storesAreUsed ? stores(groups.get(Groups.AWS)) : SecretStores.none();
        for (OptionGroup group : known) {
            if (group.isUsed(groups::get) || (storesAreUsed && group.name().equals(Groups.AWS))) {
                Configuration read = groups.get(group.name());
                group.check(values(properties, group), read, problems(problems, group));
                group.checkAgainst(groups::get, problems(problems, group));
                if (secretsAreHere) {
                    group.findSecrets(read, stores, problems(problems, group));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(properties.origin(), problems);
        }
        return new ApplicationConfiguration(groups, stores);
    }

    /** None if the group has faults: it is told of them by its own check. */
    private static SecretStores stores(Configuration aws) {
        try {
            return AwsSecretStores.of(AwsSettings.from(aws));
        } catch (IllegalArgumentException e) {
            return SecretStores.none();
        }
    }

    private static Map<String, String> values(PropertyGroups properties, OptionGroup group) {
        return properties.groups().getOrDefault(group.name(), Map.of());
    }

    private static BiConsumer<String, String> problems(List<String> problems, OptionGroup group) {
        return (key, message) -> problems.add(group.name() + "." + key + " " + message);
    }

    /** What references to secrets in stores are to be bound to. */
    public SecretStores secretStores() {
        return stores;
    }

    /** The options of one component. */
    public ReadableConfig group(String name) {
        Configuration group = groups.get(name);
        if (group == null) {
            throw new IllegalArgumentException("no group " + name);
        }
        return group;
    }
}
