// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.job.config;

import dev.bellwether.clients.secrets.SecretReference;
import dev.bellwether.clients.secrets.SecretResolver;
import dev.bellwether.clients.secrets.SecretStores;
import dev.bellwether.clients.secrets.SecretUnavailableException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;

/** The options of one component: what may stand in the property group of that name. */
final class OptionGroup {

    /** Reports everything that is wrong with a group's values, and never throws. */
    @FunctionalInterface
    interface Check {
        void check(ReadableConfig config, BiConsumer<ConfigOption<?>, String> problem);
    }

    /** Whether the other groups, none of them checked yet, make anything of this one. */
    @FunctionalInterface
    interface Use {
        boolean isUsed(Function<String, ReadableConfig> groups);
    }

    /** Reports what does not go together with another group. */
    @FunctionalInterface
    interface CrossCheck {
        void check(
                ReadableConfig config,
                Function<String, ReadableConfig> groups,
                BiConsumer<ConfigOption<?>, String> problem);
    }

    /** One option with the type that its declaration names. */
    static final class Option {
        final ConfigOption<?> option;
        final String type;

        private Option(ConfigOption<?> option, String type) {
            this.option = option;
            this.type = type;
        }
    }

    private final String name;
    private final String purpose;
    private final Map<String, Option> options = new LinkedHashMap<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<ConfigOption<String>> secrets = new ArrayList<>();
    private Use use = groups -> true;
    private CrossCheck crossCheck = (config, groups, problem) -> {};

    OptionGroup(String name, String purpose) {
        this.name = name;
        this.purpose = purpose;
    }

    /** Adds every {@code public static final ConfigOption} of a class, and its check. */
    OptionGroup with(Class<?> declaring, Check check) {
        for (Field field : declaring.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
                Option option = new Option(read(field), typeOf(field));
                if (options.put(option.option.key(), option) != null) {
                    throw new IllegalStateException(
                            name + "." + option.option.key() + " is declared twice");
                }
            }
        }
        checks.add(check);
        return this;
    }

    /** Names the options that refer to secrets. */
    OptionGroup secrets(List<ConfigOption<String>> references) {
        secrets.addAll(references);
        return this;
    }

    /** Says when this group counts; else its values are read, but nothing is required of them. */
    OptionGroup usedWhen(Use condition) {
        use = condition;
        return this;
    }

    /** Says what must fit with other groups; asked only when this group is used. */
    OptionGroup fitting(CrossCheck check) {
        crossCheck = check;
        return this;
    }

    void checkAgainst(Function<String, ReadableConfig> groups, BiConsumer<String, String> problem) {
        crossCheck.check(
                groups.apply(name),
                groups,
                (option, message) -> problem.accept(option.key(), message));
    }

    boolean isUsed(Function<String, ReadableConfig> groups) {
        return use.isUsed(groups);
    }

    /** Tells of each secret that is referred to and cannot be read from this machine. */
    void findSecrets(
            ReadableConfig config, SecretStores stores, BiConsumer<String, String> problem) {
        references(config, stores)
                .forEach(
                        (option, reference) -> {
                            try {
                                SecretResolver.of(reference).resolve();
                            } catch (SecretUnavailableException e) {
                                problem.accept(
                                        option.key(), "cannot be resolved: " + e.getMessage());
                            }
                        });
    }

    /** Whether a secret of this group is in a store of AWS. */
    boolean needsAStore(ReadableConfig config) {
        return references(config, SecretStores.none()).values().stream()
                .anyMatch(SecretReference::isInAStore);
    }

    private Map<ConfigOption<String>, SecretReference> references(
            ReadableConfig config, SecretStores stores) {
        Map<ConfigOption<String>, SecretReference> references = new LinkedHashMap<>();
        for (ConfigOption<String> secret : secrets) {
            String text = config.getOptional(secret).orElse("");
            try {
                if (!text.isEmpty()) {
                    references.put(secret, SecretReference.parse(text, stores));
                }
            } catch (IllegalArgumentException e) {
                // Not a reference at all: the group's own check has told of it.
                continue;
            }
        }
        return references;
    }

    String name() {
        return name;
    }

    String purpose() {
        return purpose;
    }

    Map<String, Option> options() {
        return options;
    }

    /** Reads the values, telling {@code problem} of each that is unknown or unreadable. */
    Configuration read(Map<String, String> values, BiConsumer<String, String> problem) {
        Configuration readable = new Configuration();
        values.forEach(
                (key, value) -> {
                    Option option = options.get(key);
                    if (option == null) {
                        problem.accept(
                                key,
                                "is unknown; allowed in this group are "
                                        + options.keySet().stream()
                                                .sorted()
                                                .collect(Collectors.joining(", ")));
                        return;
                    }
                    Configuration single = new Configuration();
                    single.setString(key, value.trim());
                    try {
                        single.getOptional(option.option);
                        readable.setString(key, value.trim());
                    } catch (IllegalArgumentException e) {
                        problem.accept(key, unreadable(option, value, e));
                    }
                });
        return readable;
    }

    /**
     * Tells {@code problem} of everything that is missing or makes no sense.
     *
     * @param values as given; one that could not be read was told of already
     */
    void check(
            Map<String, String> values,
            Configuration readable,
            BiConsumer<String, String> problem) {
        checks.forEach(
                check ->
                        check.check(
                                readable,
                                (option, message) -> {
                                    if (!values.containsKey(option.key())
                                            || readable.containsKey(option.key())) {
                                        problem.accept(option.key(), message);
                                    }
                                }));
    }

    private static String unreadable(Option option, String value, IllegalArgumentException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String article = option.type.matches("(one of|true or|text).*") ? "" : "a ";
        if (option.type.contains("one of ")) {
            return "'" + value + "' is not " + article + option.type;
        }
        return "'" + value + "' is not " + article + option.type + ": " + root.getMessage();
    }

    private static ConfigOption<?> read(Field field) {
        try {
            return (ConfigOption<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " must be public", e);
        }
    }

    private static String typeOf(Field field) {
        Type argument = ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
        if (argument instanceof ParameterizedType) {
            ParameterizedType generic = (ParameterizedType) argument;
            return "list of " + simpleName((Class<?>) generic.getActualTypeArguments()[0]);
        }
        return simpleName((Class<?>) argument);
    }

    private static String simpleName(Class<?> type) {
        if (type.isEnum()) {
            List<String> names = new ArrayList<>();
            for (Object constant : type.getEnumConstants()) {
                names.add(constant.toString());
            }
            return "one of " + String.join(", ", names);
        }
        switch (type.getSimpleName()) {
            case "Integer":
            case "Long":
                return "whole number";
            case "Double":
            case "Float":
                return "number";
            case "Boolean":
                return "true or false";
            case "MemorySize":
                return "memory size";
            case "String":
                return "text";
            case "Duration":
                return "duration";
            default:
                return type.getSimpleName();
        }
    }
}
