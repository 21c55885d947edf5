using ChatOps.Commands;
using Shouldly;
using Xunit;
using static ChatOps.Tests.Commands.SampleCommands;

namespace ChatOps.Tests.Commands;

public sealed class CommandCatalogTests
{
    private static readonly Component Scheduler = new("scheduler");
    private static readonly DeploymentName Cosmo = new("zodiac-cosmo-1172");

    [Fact]
    public void Parameters_become_arguments_and_nullable_ones_may_be_left_out()
    {
        Read("restart scheduler zodiac-cosmo-1172").ShouldBe(new Restart(Scheduler, Cosmo, Pod: null, Reason: null));
        Read("restart scheduler").ShouldBe(new Restart(Scheduler, Deployment: null, Pod: null, Reason: null));
    }

    [Theory]
    [InlineData("restart scheduler zodiac-cosmo-1172 --pod a --reason stuck")]
    [InlineData("restart --pod a scheduler --reason stuck zodiac-cosmo-1172")]
    [InlineData("restart scheduler zodiac-cosmo-1172 --pod=a --reason=stuck")]
    [InlineData("RESTART Scheduler Zodiac-Cosmo-1172 --POD a --Reason 'stuck'")]
    public void Options_stand_anywhere_and_case_does_not_matter(string text) =>
        Read(text).ShouldBe(new Restart(Scheduler, Cosmo, "a", "stuck"));

    [Theory]
    [InlineData("restart scheduler zodiac-cosmo-1172 --reason \"stuck --pod a")]
    [InlineData("restart scheduler --reason=\"stuck zodiac-cosmo-1172")]
    [InlineData("restart scheduler zodiac-cosmo-1172 \u2013reason \u201Cit's stuck")]
    public void A_quote_that_is_never_closed_is_not_guessed_at(string text) =>
        Catalog.Parse(text).Problem.ShouldNotBeNull().Text
            .ShouldBe("A quote is opened and never closed, so nothing was done.");

    [Theory]
    [InlineData("/astro pods")]
    [InlineData("astro pods")]
    [InlineData("/Astro pods")]
    public void The_name_of_the_slash_command_in_front_is_not_part_of_the_command(string text) =>
        Read(text).ShouldBe(new Pods(Deployment: null, Unhealthy: false));

    [Fact]
    public void A_bool_is_a_flag()
    {
        Read("pods --unhealthy").ShouldBe(new Pods(Deployment: null, Unhealthy: true));
        Read("pods zodiac-cosmo-1172").ShouldBe(new Pods(Cosmo, Unhealthy: false));
        Read("volume delete logs --keep-disk").ShouldBe(new DeleteVolume("logs", KeepDisk: true));
    }

    [Fact]
    public void Names_of_several_words_nest()
    {
        Read("volume undelete logs").ShouldBe(new UndeleteVolume("logs"));
        Read("quota set zodiac-cosmo-1172").ShouldBe(new SetQuota(Cosmo));
        Read("quota zodiac-cosmo-1172").ShouldBe(new ShowQuota(Cosmo));
    }

    [Fact]
    public void Numbers_and_times_have_types()
    {
        Read("scale worker zodiac-cosmo-1172 3 --within 1h30m")
            .ShouldBe(new Scale(Component.Worker, Cosmo, 3, TimeSpan.FromMinutes(90)));
        Read("scale worker zodiac-cosmo-1172 -1").ShouldBe(new Scale(Component.Worker, Cosmo, -1, Within: null));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("help", "")]
    [InlineData("--help", "")]
    [InlineData("-h", "")]
    [InlineData("/?", "")]
    [InlineData("restart --help", "restart")]
    [InlineData("volume delete logs -h", "volume delete")]
    [InlineData("help volume delete", "volume delete")]
    public void Help_is_asked_for_in_many_ways(string text, string about) => Read(text).ShouldBe(new Help(about));

    [Theory]
    [InlineData("restart\u00A0scheduler\u2003zodiac\u2013cosmo\u20111172 \u2014pod a")]
    [InlineData("restart scheduler \u201Czodiac-cosmo-1172\u201D \u2013pod \u2018a\u2019")]
    [InlineData("rest\u200Bart scheduler\tzodiac\u2212cosmo-1172\r\n\u2010\u2010pod=\u00ABa\u00BB\uFEFF")]
    [InlineData("restart `scheduler` zodiac-cosmo-1172 \u2015pod \u0007a")]
    public void What_phones_put_in_place_of_plain_characters_is_undone(string text) =>
        Read(text).ShouldBe(new Restart(Scheduler, Cosmo, "a", Reason: null));

    [Theory]
    [InlineData("--reason \"stuck since noon\"", "stuck since noon")]
    [InlineData("--reason='stuck since noon'", "stuck since noon")]
    [InlineData("--reason 'don't know'", "don't know")]
    [InlineData("--reason \u201Cit\u2019s stuck \u2013 again\u201D", "it's stuck \u2013 again")]
    [InlineData("--reason \"--pod\"", "--pod")]
    [InlineData("--reason @/etc/passwd", "@/etc/passwd")]
    [InlineData("--reason [diagram]", "[diagram]")]
    [InlineData("--reason <!channel>", "<!channel>")]
    public void A_reason_is_plain_text(string option, string reason) =>
        Read($"restart scheduler {option}").ShouldBe(new Restart(Scheduler, Deployment: null, Pod: null, reason));

    [Theory]
    [InlineData("--keep-disk")]
    [InlineData("--help")]
    public void After_two_dashes_nothing_is_an_option(string claim) =>
        Read($"volume delete -- {claim}").ShouldBe(new DeleteVolume(claim, KeepDisk: false));

    [Theory]
    [InlineData("retsart scheduler", "No command 'retsart'. Did you mean restart?", "For example: restart scheduler zodiac-cosmo-1172")]
    [InlineData("volume delte x", "No command 'volume delte'. Did you mean volume delete?", "For example: volume delete logs-worker-0")]
    [InlineData("volum", "No command 'volum'. Did you mean volume?", "For example: volume delete logs-worker-0")]
    [InlineData("frobnicate", "No command 'frobnicate'.", "Say help to see all commands.")]
    [InlineData("@/etc/passwd", "No command '@/etc/passwd'.", "Say help to see all commands.")]
    [InlineData("[suggest] pods", "No command '[suggest]'.", "Say help to see all commands.")]
    [InlineData("--version", "No command '--version'.", "Say help to see all commands.")]
    [InlineData("--", "No command '--'.", "Say help to see all commands.")]
    [InlineData("volume", "'volume' wants one more word.", "One of: volume delete, volume undelete.")]
    [InlineData("volume frobnicate", "No command 'volume frobnicate'.", "One of: volume delete, volume undelete.")]
    public void An_unknown_command_gets_the_nearest_one(string text, string answer, string next) =>
        Refused(text).ShouldBe(Problem.Invalid(answer, next));

    [Theory]
    [InlineData("restart", "restart also needs <component>: a component, such as scheduler.")]
    [InlineData("restart scheduler --pdo a", "restart has no option '--pdo'. Did you mean --pod?")]
    [InlineData("restart scheduler -pod a", "restart has no option '-pod'. Did you mean --pod?")]
    [InlineData("restart scheduler --frobnicate", "restart has no option '--frobnicate'.")]
    [InlineData("restart scheduler --pod", "--pod wants some text after it: --pod NAME.")]
    [InlineData("restart scheduler --pod --reason x", "--pod wants some text after it: --pod NAME.")]
    [InlineData("restart scheduler --pod a --pod b", "--pod is there more than once.")]
    [InlineData("restart scheduler --pod=", "'' can't be --pod: give some text.")]
    [InlineData("restart \"the scheduler\"", "'the scheduler' can't be <component>: give a component, such as scheduler.")]
    [InlineData("pods --unhealthy=yes", "--unhealthy takes no value: say it or leave it out.")]
    [InlineData("pods a b", "'b' is one word too many.")]
    [InlineData("restart a b c d", "'c' is where I lost track: there are words too many.")]
    [InlineData("scale worker a many", "'many' can't be <replicas>: give a whole number, such as 3.")]
    [InlineData("scale worker a 99999999999", "'99999999999' can't be <replicas>: give a whole number, such as 3.")]
    [InlineData("scale worker a 3 --within soon", "'soon' can't be --within: give a length of time, such as 90s, 15m or 1h30m.")]
    public void A_mistake_is_answered_with_what_would_be_right(string text, string answer) =>
        Refused(text).Text.ShouldBe(answer);

    [Fact]
    public void A_mistake_comes_with_usage_and_example() => Refused("restart").NextStep.ShouldBe(
        """
        Usage: restart <component> [deployment] [--pod NAME] [--reason TEXT]
        For example: restart scheduler zodiac-cosmo-1172
        """);

    [Fact]
    public void A_text_that_is_too_long_is_not_read() =>
        Refused(new string('a', 10_000)).ShouldBe(Problem.Invalid(
            "That is 10,000 characters; I read up to 2,000.", "Say it shorter, for example: pods"));

    [Fact]
    public void A_long_word_is_echoed_in_short() =>
        Refused(new string('a', 1_000)).Text.ShouldBe($"No command '{new string('a', 40)}...'.");

    [Fact]
    public void A_name_is_given_once()
    {
        var commands = Empty();
        commands.Add("volume list", "", () => new UndeleteVolume(""));

        Should.Throw<ArgumentException>(() => commands.Add("volume list", "", () => new UndeleteVolume("")));
    }

    [Fact]
    public void A_type_without_a_rule_is_found_at_registration() =>
        Should.Throw<ArgumentException>(() => Empty().Add("odd", "", (Uri odd) => new UndeleteVolume(odd.Host)));

    [Fact]
    public void A_capability_adds_a_rule_for_its_own_type()
    {
        var commands = Empty();
        commands.Values.Add<Guid>("an id", Guid.TryParse);
        commands.Add("odd", "", (Guid odd) => new UndeleteVolume(odd.ToString()));

        commands.Parse($"odd {Guid.Empty:N}").Require().ShouldBe(new UndeleteVolume(Guid.Empty.ToString()));
    }

    private static CommandCatalog Empty() => new(new ValueRules(new NoNames()), []);

    private static ICommand Read(string text) => Catalog.Parse(text).Require();

    private static Problem Refused(string text) => Catalog.Parse(text).Problem.ShouldNotBeNull();

    private sealed class NoNames : IKnownNames
    {
        public IEnumerable<string> Deployments => [];

        public IEnumerable<string> Components => [];
    }
}
