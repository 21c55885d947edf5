using System.Collections.Immutable;
using ChatOps.Chat;

namespace ChatOps.Host.WebConsole;

/// <summary>One thing that a page shows.</summary>
/// <param name="Place">Its position among all that was said, in the room and on this page.</param>
public abstract record TranscriptLine(long Place);

/// <summary>What the visitor of this page sent.</summary>
/// <param name="Answer">What the bot said to them alone, or null while it is at it.</param>
public sealed record SentLine(long Place, DateTimeOffset At, Persona Persona, string Text, Message? Answer = null)
    : TranscriptLine(Place);

/// <summary>What everybody sees.</summary>
public sealed record RoomLine(RoomMessage Posted) : TranscriptLine(Posted.Place);

/// <summary>What one page shows: the room's messages and, among them, what was sent from here.</summary>
public sealed class Transcript(ConsoleRoom room, TimeProvider time)
{
    /// <summary>Sent texts kept on a page; the oldest makes room for the newest.</summary>
    public const int Capacity = 100;

    private ImmutableList<SentLine> _sent = [];

    /// <summary>In the order in which it was said.</summary>
    public IEnumerable<TranscriptLine> Lines =>
        room.Messages.Select(TranscriptLine (posted) => new RoomLine(posted)).Concat(_sent).OrderBy(line => line.Place);

    public SentLine Sent(Persona persona, string text)
    {
        var line = new SentLine(room.TakePlace(), time.GetUtcNow(), persona, text);
        var kept = _sent.Count < Capacity ? _sent : _sent.RemoveAt(0);
        _sent = kept.Add(line);
        return line;
    }

    /// <summary>Puts the answer under what was sent, unless the page has let go of it meanwhile.</summary>
    public void Answered(SentLine line, Message answer)
    {
        var index = _sent.FindIndex(known => known.Place == line.Place);
        if (index >= 0)
        {
            _sent = _sent.SetItem(index, line with { Answer = answer });
        }
    }
}
