namespace ChatOps.Adapters.Teams.Cards;

/// <summary>
/// How much goes into a card. Lengths are counted as <see cref="CardText.Length(string)"/> does. Source: learn.microsoft.com, "Format
/// your bot messages": a message may have 100 KB as UTF-16; an incoming webhook takes 28 KB, and below that every way in is safe.
/// </summary>
internal static class Limits
{
    /// <summary>A whole card as JSON.</summary>
    public const int Card = 25_000;

    /// <summary>Cards that one message may take; who wants more asks for less.</summary>
    public const int Pages = 4;

    public const int Title = 1500;

    /// <summary>What is at stake, a field's value or a step's note.</summary>
    public const int Value = 1500;

    public const int Footer = 1000;

    /// <summary>A field's label, a step's text or a table's caption.</summary>
    public const int Label = 400;

    /// <summary>One block of text, so that a page can be filled well.</summary>
    public const int Block = 3000;

    /// <summary>A text that is longer than all cards together.</summary>
    public const int Text = Card * Pages;

    /// <summary>The line that says what is left out.</summary>
    public const int Note = 1200;

    public const int Summary = 600;

    /// <summary>Rows of one table; nobody reads more on a phone.</summary>
    public const int Rows = 100;

    /// <summary>A table's cell; longer than any usual pod name.</summary>
    public const int Cell = 200;

    /// <summary>Characters of a fixed-width font that stand side by side on a phone.</summary>
    public const int PhoneWidth = 34;

    /// <summary>Of 6 that Teams shows; more than five nobody can choose from in a hurry.</summary>
    public const int Buttons = 5;

    /// <summary>Beside each other, and within a thumb's reach; the others stand behind the three dots.</summary>
    public const int ButtonsInSight = 2;

    public const int ButtonLabel = 120;

    /// <summary>A button's command, which stands in the card twice.</summary>
    public const int Command = 600;

    /// <summary>Who calls more people calls nobody.</summary>
    public const int Mentions = 5;
}
