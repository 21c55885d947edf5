namespace ChatOps.Inventory;

/// <summary>Which pods changed since somebody last asked. Whoever has it sees to it that one at a time uses it.</summary>
internal sealed class PodChanges
{
    /// <summary>Beyond this many all are to be read anew, and nothing more is remembered while nobody asks.</summary>
    private const int Most = 20_000;

    private HashSet<(string Namespace, string Name)> _changed = [];
    private bool _isAll = true;

    public bool HasAny => _isAll || _changed.Count > 0;

    public void Note(InventoryChange change)
    {
        if (!_isAll)
        {
            _changed.Add((change.Namespace, change.Name));
            _isAll = _changed.Count > Most;
        }
    }

    /// <summary>To be taken before the inventory is read: what changes meanwhile is read again the next time.</summary>
    /// <returns>Null for all, as at the beginning.</returns>
    public HashSet<(string Namespace, string Name)>? Take()
    {
        var taken = _isAll ? null : _changed;
        (_changed, _isAll) = ([], false);
        return taken;
    }
}
