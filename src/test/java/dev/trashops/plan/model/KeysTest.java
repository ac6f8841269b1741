package dev.trashops.plan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that are the keys of large maps compare their components by hand, and must forget none. */
class KeysTest {
    private static final Map<Class<?>, List<?>> VALUES = Map.of(
            String.class,
            List.of("one", "other"),
            int.class,
            List.of(1, 2),
            ItemType.class,
            List.of(ItemType.VERSION, ItemType.TRAINING),
            Region.class,
            List.of(Region.US, Region.EU),
            InternalId.class,
            List.of(new InternalId("one"), new InternalId("other")));

    static Stream<Class<? extends Record>> keys() {
        return Stream.of(
                ClaimId.class,
                InternalId.class,
                ItemId.class,
                PolicyId.class,
                TrashEntry.Identity.class,
                WorkspaceId.class);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keysOfEqualComponentsAreEqual(Class<? extends Record> type) throws ReflectiveOperationException {
        Record one = key(type, -1);
        Record same = key(type, -1);
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo("one");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keysThatDifferInAnyComponentAreNotEqual(Class<? extends Record> type) throws ReflectiveOperationException {
        for (int component = 0; component < type.getRecordComponents().length; component++) {
            assertThat(key(type, component)).isNotEqualTo(key(type, -1));
        }
    }

    @Test
    void itemsOfAnotherTypeNameVersionOrTrainingAreNotEqual() {
        List<ItemKey> items = items();
        assertThat(items).doesNotHaveDuplicates().isEqualTo(items());
        assertThat(new HashSet<>(items)).hasSameSizeAs(items).containsAll(items());
    }

    private static List<ItemKey> items() {
        return List.of(
                ItemKey.project("one"),
                ItemKey.project("other"),
                ItemKey.workflow("one"),
                ItemKey.version("one", 1),
                ItemKey.version("one", 2),
                ItemKey.training("one", 1, "one"),
                ItemKey.training("one", 1, "other"));
    }

    private static Record key(Class<? extends Record> type, int other) throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Constructor<? extends Record> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
        Object[] values = new Object[components.length];
        for (int place = 0; place < components.length; place++) {
            values[place] = Objects.requireNonNull(VALUES.get(components[place].getType()))
                    .get(place == other ? 1 : 0);
        }
        return constructor.newInstance(values);
    }
}
