using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Selecting;

/// <summary>Which objects of a type and namespace a request is about.</summary>
internal sealed class Selection
{
    private readonly LabelSelector _labels;
    private readonly FieldSelector _fields;
    private readonly string? _name;

    /// <exception cref="ApiException">400: a selector can't be read.</exception>
    public Selection(ApiRequest request)
    {
        _labels = LabelSelector.Read(request.Query("labelSelector"));
        _fields = FieldSelector.Read(request.Type, request.Query("fieldSelector"));
        _name = request.Name;
    }

    public bool Matches(StoredObject stored) =>
        (_name is null || stored.Name == _name) && _labels.Matches(stored) && _fields.Matches(stored);
}
