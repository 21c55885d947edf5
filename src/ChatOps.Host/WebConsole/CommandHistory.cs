namespace ChatOps.Host.WebConsole;

/// <summary>What was sent from one page, for the arrow keys: as in a shell, the draft waits below the newest.</summary>
public sealed class CommandHistory
{
    /// <summary>Texts kept; the oldest is forgotten first.</summary>
    public const int Capacity = 100;

    private readonly List<string> _sent = [];
    private string _draft = "";
    private int _position;

    /// <summary>Keeps a text that was sent; the same one twice in a row is kept once.</summary>
    public void Remember(string text)
    {
        if (_sent is not [.., var last] || last != text)
        {
            _sent.Add(text);
        }

        if (_sent.Count > Capacity)
        {
            _sent.RemoveAt(0);
        }

        _position = _sent.Count;
        _draft = "";
    }

    /// <summary>The text before the one that is shown, or the shown one where there is none.</summary>
    public string Older(string shown)
    {
        if (_position == 0)
        {
            return shown;
        }

        if (_position == _sent.Count)
        {
            _draft = shown;
        }

        _position--;
        return _sent[_position];
    }

    /// <summary>The text after the one that is shown; after the newest comes the draft that Older left.</summary>
    public string Newer(string shown)
    {
        if (_position == _sent.Count)
        {
            return shown;
        }

        _position++;
        return _position == _sent.Count ? _draft : _sent[_position];
    }
}
