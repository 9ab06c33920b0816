namespace SchemaMigrate.Errors;

/// <summary>What sort of trouble an error is. The cmdlets map each member to the PowerShell error category of the same name.</summary>
public enum ErrorKind
{
    /// <summary>A parameter or setting has a value that can never work.</summary>
    InvalidArgument,

    /// <summary>A file, a header or stored data is not what it should be.</summary>
    InvalidData,

    /// <summary>The action does not fit the present state.</summary>
    InvalidOperation,

    /// <summary>Text could not be parsed.</summary>
    SyntaxError,

    /// <summary>Something that was named does not exist.</summary>
    ObjectNotFound,

    /// <summary>Something exists that should not.</summary>
    ResourceExists,

    /// <summary>Somebody else holds what is needed.</summary>
    ResourceBusy,

    /// <summary>A server, a file or a program cannot be reached.</summary>
    ResourceUnavailable,

    /// <summary>The network or the server broke the connection.</summary>
    ConnectionError,

    /// <summary>The server refused the login.</summary>
    AuthenticationError,

    /// <summary>The role lacks a privilege.</summary>
    PermissionDenied,

    /// <summary>A time budget ran out.</summary>
    OperationTimeout,

    /// <summary>The user stopped the operation.</summary>
    OperationStopped,

    /// <summary>A program or a part of the installation is missing.</summary>
    NotInstalled,

    /// <summary>A defect of this product, or a state that should be impossible.</summary>
    NotSpecified,
}
