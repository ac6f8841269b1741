package dev.trashops.plan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which slugs items have, which words they cannot have, and what is made of them. */
class SlugTest {
    private static final String LETTERS = "aZ09-_.";
    private static final String FOREIGN = "/%~ \n?#;:@!$&'()*+,=ä가\u2024\uFF0E\u0000\\";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-x9y8z", "-ab1cd", "-object-detection-ab1cd", "u.s.-coins-dataset-a.someone", "--", "-", "_", "a.",
                        ".a",
                "...", "..a", "a..b", "A", "0", "_a-", "trash-cans", "images.", "my_images"
            })
    void whateverRoboflowMakesOfANameIsASlug(String slug) {
        assertThat(ItemKey.project(slug).hasValidSlug()).isTrue();
        assertThat(ItemKey.project(slug).isAddressable()).isTrue();
        assertThat(ItemKey.version(slug, 3).isAddressable()).isTrue();
        assertThat(ItemKey.workflow(slug).isAddressable()).isTrue();
        assertThat(slug).matches(ItemKey.WORKSPACE_SLUG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "a/b", "%2e", "a%2Fb", "a b", "a\n", "가나다", "a\u2024b", "../trash", "{a}", "a;b"})
    void whatIsMoreThanOneSegmentOrNoneIsNoSlug(String slug) {
        assertThat(ItemKey.project(slug).hasValidSlug()).isFalse();
        assertThat(ItemKey.project(slug).isAddressable()).isFalse();
        assertThat(ItemKey.workflow(slug).isAddressable()).isFalse();
    }

    @Test
    void slugsAreWhatTheirDescriptionSays() {
        Random random = new Random(12);
        for (int i = 0; i < 20_000; i++) {
            String slug = random(random);
            boolean valid = slug.length() >= 1
                    && slug.length() <= 128
                    && slug.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-_.".indexOf(c) >= 0))
                    && !List.of(".", "..").contains(slug);
            assertThat(ItemKey.project(slug).hasValidSlug()).as("'%s'", slug).isEqualTo(valid);
        }
    }

    /** Mostly good ones, some of every length around the bounds. */
    static String random(Random random) {
        int length = random.nextInt(10) == 0 ? 125 + random.nextInt(6) : random.nextInt(5);
        boolean foreign = random.nextInt(4) == 0;
        String from = foreign ? LETTERS + FOREIGN : random.nextBoolean() ? "." : LETTERS;
        return random.ints(length, 0, from.length())
                .mapToObj(at -> from.substring(at, at + 1))
                .collect(Collectors.joining());
    }

    @Test
    void noRouteOfRoboflowCanNameAProjectOrWorkspaceInWhateverCase() {
        assertThat(words(ReservedWords.PROJECTS)).contains("trash", "images", "api-keys", "createWorkflow");
        words(ReservedWords.PROJECTS).flatMap(SlugTest::cases).forEach(word -> {
            assertThat(ItemKey.project(word).isAddressable()).as(word).isFalse();
            assertThat(ItemKey.version(word, 1).isAddressable()).as(word).isFalse();
            assertThat(ItemKey.project(word).hasValidSlug()).as(word).isTrue();
            assertThat(ItemKey.workflow(word).isAddressable())
                    .as("a workflow is behind a segment of its own")
                    .isTrue();
            assertThat(ItemKey.project(word + "-2").isAddressable()).isTrue();
        });
        words(ReservedWords.WORKSPACES)
                .flatMap(SlugTest::cases)
                .forEach(word -> assertThat(word).doesNotMatch(ItemKey.WORKSPACE_SLUG));
    }

    static Stream<String> words(String alternatives) {
        return Pattern.compile("[|]").splitAsStream(alternatives);
    }

    private static Stream<String> cases(String word) {
        return Stream.of(
                word,
                word.toUpperCase(Locale.ROOT),
                word.toLowerCase(Locale.ROOT),
                word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }

    @Test
    void theDotOfAGlobIsADot() {
        assertThat(new Glob("u.s.-*").matches("u.s.-coins.someone")).isTrue();
        assertThat(new Glob("u.s.-*").matches("uxsx-coins")).isFalse();
        assertThat(new Glob("-*").matches("-x9y8z")).isTrue();
        assertThat(new Glob("-*").matches("x9y8z")).isFalse();
        assertThat(new Glob("*").matches("-")).isTrue();
        assertThat(new Glob("?").matches(".")).isTrue();
        assertThat(new Glob("-[a]").matches("-a")).isFalse();
        assertThat(new Glob(".*").matches("anything")).isFalse();
        for (String glob : List.of("-*", "u.s.-*", ".", "--", "_?", "*.someone")) {
            assertThat(glob).matches(Glob.SYNTAX);
        }
    }

    @Test
    void everySlugIsAGlobForItselfAlone() {
        Random random = new Random(13);
        String before = "x";
        for (int i = 0; i < 5_000; i++) {
            String slug = random(random);
            if (ItemKey.project(slug).hasValidSlug()) {
                assertThat(slug).matches(Glob.SYNTAX);
                assertThat(new Glob(slug).matches(slug)).isTrue();
                assertThat(new Glob(slug).matches(before)).isEqualTo(slug.equals(before));
                before = slug;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x9y8z", "--", "-", "_", "u.s.-coins.someone", "...", "A.B-", "a_", "-A-"})
    void theNameOfAChildIsSafeForDns(String slug) {
        assertThat(childOf(ItemKey.project(slug))).matches(DNS).startsWith("my.policy-");
        assertThat(childOf(ItemKey.version(slug, 3))).matches(DNS).contains("3-");
    }

    private static final String DNS = "(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";

    private static String childOf(ItemKey item) {
        return ChildName.of("my.policy", RuleAction.RESTORE, item, Optional.of(new InternalId("id")));
    }

    @Test
    void noTwoItemsShareTheNameOfAChildAndEachIsSafeForDns() {
        Random random = new Random(14);
        List<ItemKey> items = Stream.generate(() -> random(random))
                .limit(5_000)
                .flatMap(slug -> Stream.of(ItemKey.project(slug), ItemKey.version(slug, 3), ItemKey.workflow(slug)))
                .filter(ItemKey::hasValidSlug)
                .distinct()
                .toList();
        assertThat(items.stream().map(SlugTest::childOf))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).matches(DNS));
    }

    @Test
    void theNamesOfChildrenThatExistStayTheSame() {
        assertThat(ChildName.of("production", RuleAction.TRASH, ItemKey.version("My_Detector", 3), Optional.empty()))
                .isEqualTo("production-my-detector-3-97313bbe");
        assertThat(childOf(ItemKey.project("a--b_"))).isEqualTo("my.policy-a-b-7fa97284");
    }

    /** Items are asked more often than expressions can be matched. */
    @Test
    void itemsTakeWhatTheExpressionsTake() {
        Random random = new Random(1);
        String characters = "aZ09-_. /\u00e9\n";
        List<String> words = List.of(
                (ReservedWords.PROJECTS + "|.|..|...||" + "a".repeat(128) + "|" + "a".repeat(129)).split("[|]", -1));
        for (int i = 0; i < 20_000; i++) {
            String word = words.get(random.nextInt(words.size()));
            String slug = random.nextBoolean() ? word.toUpperCase(Locale.ROOT) : word;
            int changes = random.nextInt(4);
            for (int j = 0; j < changes; j++) {
                int place = random.nextInt(slug.length() + 1);
                char character = characters.charAt(random.nextInt(characters.length()));
                slug = slug.substring(0, place)
                        + character
                        + slug.substring(random.nextBoolean() ? place : Math.min(place + 1, slug.length()));
            }
            assertThat(ItemKey.project(slug).isAddressable()).as(slug).isEqualTo(slug.matches(ItemKey.PROJECT_SLUG));
            assertThat(ItemKey.workflow(slug).isAddressable()).as(slug).isEqualTo(slug.matches(ItemKey.SLUG));
            assertThat(ItemKey.project(slug).hasValidSlug()).as(slug).isEqualTo(slug.matches(ItemKey.SLUG));
        }
    }
}
